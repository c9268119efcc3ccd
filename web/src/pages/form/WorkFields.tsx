import { externalType } from '../../api/jobs.ts';
import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { paperSearch } from './draft.ts';
import type { PartProps } from './JobForm.tsx';

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
      <Field label={text.type} hint={draft.type === externalType ? text.externalHint : text.typeHint} error={wrong('type')}>
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
      <Field label={`${text.parameters} (${common.optional})`} hint={text.parametersHint} error={wrong('parameters')}>
        {(control) => <textarea {...control} class="mono" rows={4} spellcheck={false} placeholder="{}" value={draft.parameters} onInput={(event) => set({ parameters: event.currentTarget.value })} />}
      </Field>
    </fieldset>
  );
}
