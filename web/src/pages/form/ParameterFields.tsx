import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import type { PartProps } from './JobForm.tsx';
import { controlsOf } from './parameters.ts';

/** The parameters of the job's type that have a control of their own. */
export function ParameterFields({ draft, set, wrong }: PartProps) {
  const { form: text, common } = texts.value;
  const fields = Object.entries(controlsOf(draft.type)).map(([name, kind]) => {
    const { label, hint, placeholder } = text.parameterFields[name as keyof typeof text.parameterFields];
    const value = draft.typed[name] ?? '';
    const type = (typed: string): void => set({ typed: { ...draft.typed, [name]: typed } });
    const required = name === 'program' || name === 'url';
    return (
      <Field key={`${draft.type}.${name}`} label={required ? label : `${label} (${common.optional})`} hint={hint} error={wrong(`parameters.${name}`)}>
        {(control) =>
          typeof kind !== 'string'
            ? (
              <select {...control} name={name} value={value} onChange={(event) => type(event.currentTarget.value)}>
                {['', ...kind].map((word) => <option key={word} value={word}>{word === '' ? placeholder : word}</option>)}
              </select>
            )
            : kind === 'lines' || kind === 'block'
              ? <textarea {...control} class="mono" name={name} rows={3} spellcheck={false} placeholder={placeholder} value={value} onInput={(event) => type(event.currentTarget.value)} />
              : <input {...control} class="mono" name={name} autocomplete="off" spellcheck={false} placeholder={placeholder} value={value} onInput={(event) => type(event.currentTarget.value)} />}
      </Field>
    );
  });
  return <>{fields}</>;
}
