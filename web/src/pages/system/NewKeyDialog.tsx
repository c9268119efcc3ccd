import { useEffect, useState } from 'preact/hooks';
import { createKey } from '../../api/keys.ts';
import { ApiError } from '../../api/problem.ts';
import type { Role } from '../../api/session.ts';
import { Copy } from '../../components/Copy.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { doorIsHeld, session, signIn } from '../../state/session.ts';

const roles: readonly Role[] = ['viewer', 'writer', 'operator', 'admin'];
const expiries = ['never', '30', '90', '365'] as const;
const day = 86_400_000;

/** Makes a key and shows its text, this once. */
export function NewKeyDialog({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: () => void }) {
  const { system: text, common } = texts.value;
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [expiry, setExpiry] = useState<(typeof expiries)[number]>('never');
  const [error, setError] = useState<ApiError | null>(null);
  const [made, setMade] = useState<string | null>(null);

  useEffect(() => {
    doorIsHeld.value = true;
    return () => (doorIsHeld.value = false);
  }, []);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    try {
      const expires = expiry === 'never' ? {} : { expires_at: new Date(Date.now() + Number(expiry) * day).toISOString() };
      const { key } = await createKey({ name: name.trim(), role, ...expires });
      setMade(key);
      // With its first key the server begins to ask for one: whoever made it goes on with it.
      if (session.value?.sign_in_required === false) {
        await signIn(key);
      }
      onMade();
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : null);
    }
  };

  if (made !== null) {
    return (
      <Dialog title={text.keyMade} onClose={onClose}>
        <p>{text.keyOnce}</p>
        <p class="secret"><code>{made}</code><Copy text={made} /></p>
        <footer><button type="button" class="button primary" onClick={onClose}>{text.done}</button></footer>
      </Dialog>
    );
  }
  return (
    <Dialog title={text.newKey} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={text.keyName} error={error?.field('name')}>
          {(control) => <input {...control} required autofocus autocomplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Field label={text.role} error={error?.field('role')}>
          {(control) => <select {...control} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>{roles.map((known) => <option key={known} value={known}>{text.roles[known]}</option>)}</select>}
        </Field>
        <Field label={text.expiresIn} error={error?.field('expires_at')}>
          {(control) => <select {...control} value={expiry} onChange={(event) => setExpiry(event.currentTarget.value as typeof expiry)}>{expiries.map((known) => <option key={known} value={known}>{text.expiries[known]}</option>)}</select>}
        </Field>
        {error && error.problem?.errors === undefined && <p class="wrong" role="alert">{error.message}</p>}
        <footer>
          <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
          <button type="submit" class="button primary">{text.createKey}</button>
        </footer>
      </form>
    </Dialog>
  );
}
