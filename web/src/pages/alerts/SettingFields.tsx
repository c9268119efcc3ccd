import { Field, type ControlProps } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { settingsOf, type NotifierDraft, type SettingKind } from './notifierDraft.ts';

interface Props {
  readonly draft: NotifierDraft;
  readonly set: (changes: Partial<NotifierDraft>) => void;
  readonly wrong: (field: string) => string | undefined;
}

/** What the server shows in place of a secret, and takes for it. */
const mask = '***';

/** The settings of the notifier's type. */
export function SettingFields({ draft, set, wrong }: Props) {
  const { alertForms: text, common } = texts.value;
  const fields = Object.entries(settingsOf(draft.type)).map(([name, { kind, required }]) => {
    const label = text.settings[name as keyof typeof text.settings];
    const value = draft.typed[name] ?? '';
    const hint = value === mask ? text.kept : text.settingHints[name as keyof typeof text.settingHints];
    return (
      <Field key={`${draft.type}.${name}`} label={required ? label : `${label} (${common.optional})`} {...(hint === undefined ? {} : { hint })} error={wrong(`settings.${name}`)}>
        {(control) => <Control control={control} kind={kind} value={value} onChange={(typed) => set({ typed: { ...draft.typed, [name]: typed } })} />}
      </Field>
    );
  });
  return <>{fields}</>;
}

function Control({ control, kind, value, onChange }: { readonly control: ControlProps; readonly kind: SettingKind; readonly value: string; readonly onChange: (value: string) => void }) {
  const names = texts.value.alertForms.securities;
  if (typeof kind !== 'string') {
    return (
      <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {['', ...kind].map((word) => <option key={word} value={word}>{names[word as keyof typeof names]}</option>)}
      </select>
    );
  }
  if (kind === 'lines') {
    return <textarea {...control} rows={3} spellcheck={false} value={value} onInput={(event) => onChange(event.currentTarget.value)} />;
  }
  const common = {
    ...control,
    value,
    // What is typed takes the mask's place.
    onFocus: (event: { readonly currentTarget: HTMLInputElement }) => value === mask && event.currentTarget.select(),
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
  };
  if (kind === 'secret') {
    return <input {...common} type="password" autocomplete="new-password" />;
  }
  return kind === 'number' ? <input {...common} class="small" inputMode="numeric" autocomplete="off" /> : <input {...common} autocomplete="off" spellcheck={false} />;
}
