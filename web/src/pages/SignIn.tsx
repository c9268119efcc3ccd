import { useState } from 'preact/hooks';
import { Field } from '../components/Field.tsx';
import { texts } from '../state/language.ts';
import { signIn } from '../state/session.ts';
import { useTitle } from '../state/title.ts';

/** Asks for an API key where the server asks for one. The server keeps the session in a cookie that no script can read. */
export function SignIn() {
  const text = texts.value.system;
  useTitle(text.signInTitle);
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | undefined>();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    try {
      await signIn(key.trim());
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <form class="sign-in card" onSubmit={(event) => void submit(event)}>
      <h1>{text.signInTitle}</h1>
      <p class="soft">{text.signInHint}</p>
      <Field label={text.signInKey} error={error}>
        {(control) => <input {...control} type="password" name="key" required autofocus autocomplete="current-password" value={key} onInput={(event) => setKey(event.currentTarget.value)} />}
      </Field>
      <button type="submit" class="button primary">{text.signIn}</button>
    </form>
  );
}
