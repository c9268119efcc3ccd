import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { paperSearch } from './draft.ts';
import type { PartProps } from './JobForm.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import { controlsOf } from './parameters.ts';

/** What runs: name, type, and what the type asks for. */
export function WorkFields({ draft, set, wrong, types }: PartProps & { readonly types: readonly string[] }) {
  const { form: text, common } = texts.value;
  const known = types.includes(draft.type) ? types : [draft.type, ...types];
  return (
    <fieldset>
      <legend>{text.what}</legend>
      <Field label={text.name} error={wrong('name')}>
        {(control) => <input {...control} name="name" required autocomplete="off" placeholder={text.namePlaceholder} value={draft.name} onInput={(event) => set({ name: event.currentTarget.value })} />}
      </Field>
      <Field label={text.type} hint={text.typeHints[draft.type as keyof typeof text.typeHints] ?? text.typeHint} error={wrong('type')}>
        {(control) => (
          <select {...control} name="type" value={draft.type} onChange={(event) => set({ type: event.currentTarget.value })}>
            {known.map((type) => <option key={type} value={type}>{type}</option>)}
          </select>
        )}
      </Field>
      {draft.type === paperSearch && (
        <>
          <Field label={text.keywords} hint={text.keywordsHint} error={wrong('keywords')}>
            {(control) => <input {...control} name="keywords" autocomplete="off" value={draft.keywords} onInput={(event) => set({ keywords: event.currentTarget.value })} />}
          </Field>
          <Field label={`${text.maxPapers} (${common.optional})`} error={wrong('max_papers_per_run')}>
            {(control) => <input {...control} class="small" inputMode="numeric" value={draft.max_papers_per_run} onInput={(event) => set({ max_papers_per_run: event.currentTarget.value })} />}
          </Field>
        </>
      )}
      <ParameterFields draft={draft} set={set} wrong={wrong} />
      <Field label={`${Object.keys(controlsOf(draft.type)).length === 0 ? text.parameters : text.otherParameters} (${common.optional})`} hint={text.parametersHint} error={wrong('parameters')}>
        {(control) => <textarea {...control} class="mono" rows={4} spellcheck={false} placeholder="{}" value={draft.parameters} onInput={(event) => set({ parameters: event.currentTarget.value })} />}
      </Field>
      <Field label={`${text.secretParameters} (${common.optional})`} hint={text.secretParametersHint} error={wrong('secret_parameters')}>
        {(control) => <input {...control} name="secret_parameters" class="mono" autocomplete="off" spellcheck={false} value={draft.secret_parameters} onInput={(event) => set({ secret_parameters: event.currentTarget.value })} />}
      </Field>
    </fieldset>
  );
}
