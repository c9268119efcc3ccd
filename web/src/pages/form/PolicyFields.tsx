import { externalType } from '../../api/jobs.ts';
import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import type { Draft } from './draft.ts';
import type { PartProps } from './JobForm.tsx';

/** What happens when a run goes wrong, is late or grows old. */
export function PolicyFields({ draft, set, wrong, retentionDays }: PartProps & { readonly retentionDays: number }) {
  const { form: text, common } = texts.value;
  const isExternal = draft.type === externalType;
  const count = (field: keyof Draft, label: string, unit: string, placeholder: string, hint?: string) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={wrong(field)}>
      {(control) => (
        <span class="with-unit">
          <input {...control} class="small" inputMode="numeric" autocomplete="off" placeholder={placeholder} value={String(draft[field])} onInput={(event) => set({ [field]: event.currentTarget.value })} />
          <span>{unit}</span>
        </span>
      )}
    </Field>
  );
  return (
    <fieldset class="policies">
      <legend>{isExternal ? text.rest : text.wrong}</legend>
      {!isExternal && (
        <>
          {count('timeout_seconds', `${text.timeout} (${common.optional})`, text.seconds, text.noLimit)}
          {count('max_retries', text.retries, text.times, '0')}
          {count('retry_delay_seconds', text.retryDelay, text.seconds, '0')}
          <Choice field="concurrency" label={text.concurrency} choices={text.concurrencies} draft={draft} set={set} wrong={wrong} />
          <Choice field="misfire" label={text.misfire} choices={text.misfires} draft={draft} set={set} wrong={wrong} />
          {count('jitter_seconds', text.jitter, text.seconds, '0', text.jitterHint)}
          <Field label={`${text.pausedUntil} (${common.optional})`} hint={text.pausedUntilHint} error={wrong('paused_until')}>
            {(control) => <input {...control} autocomplete="off" placeholder="2026-01-31T08:00:00Z" value={draft.paused_until} onInput={(event) => set({ paused_until: event.currentTarget.value })} />}
          </Field>
        </>
      )}
      {count('retention_days', `${text.retention} (${common.optional})`, text.days, retentionDays === 0 ? '0' : String(retentionDays), text.retentionHint(retentionDays === 0 ? text.forEver : text.daysOf(String(retentionDays))))}
    </fieldset>
  );
}

interface ChoiceProps extends PartProps {
  readonly field: 'concurrency' | 'misfire';
  readonly label: string;
  readonly choices: Readonly<Record<string, string>>;
}

function Choice({ field, label, choices, draft, set, wrong }: ChoiceProps) {
  return (
    <Field label={label} error={wrong(field)}>
      {(control) => (
        <select {...control} name={field} value={draft[field]} onChange={(event) => set({ [field]: event.currentTarget.value })}>
          {Object.entries(choices).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </select>
      )}
    </Field>
  );
}
