import { useState } from 'preact/hooks';
import { createRule, replaceRule, ruleTypes, type AlertRule, type Notifier } from '../../api/alerts.ts';
import type { Job } from '../../api/jobs.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { AmountField } from './AmountField.tsx';
import { Checks } from './Checks.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { draftOf, inputOf, othersOf, type RuleDraft } from './ruleDraft.ts';
import { useSaving } from './useSaving.ts';

interface Props {
  /** The rule to change; null for a new one. */
  readonly rule: AlertRule | null;
  readonly jobs: readonly Job[];
  readonly notifiers: readonly Notifier[];
  readonly onClose: () => void;
}

/** Makes or changes a rule: what is watched, of which job, and who is told. */
export function RuleDialog({ rule, jobs, notifiers, onClose }: Props) {
  const { alertForms: text, common } = texts.value;
  const only = notifiers.length === 1 ? [notifiers[0]!.id] : [];
  const [draft, setDraft] = useState(() => draftOf(rule, only));
  const others = othersOf(draft);
  const input = inputOf(draft, rule, others);
  const saving = useSaving(draft.type === 'log_match' && 'fault' in others, () => (rule === null ? createRule(input) : replaceRule(rule.id, input)), onClose);
  const set = (changes: Partial<RuleDraft>): void => setDraft((was) => ({ ...was, ...changes }));
  // Of many jobs not all are listed.
  const isListed = draft.job_id === '' || jobs.some((job) => job.id === draft.job_id);
  return (
    <Dialog keep title={rule === null ? text.newRule : text.edit(rule.name)} onClose={onClose}>
      <form ref={saving.form} class="long" noValidate onSubmit={(event) => void saving.submit(event)}>
        <Field label={text.name} error={saving.wrong('name')}>
          {(control) => <input {...control} autofocus required autocomplete="off" value={draft.name} onInput={(event) => set({ name: event.currentTarget.value })} />}
        </Field>
        <Field label={text.type} error={saving.wrong('type')}>
          {(control) => (
            <select {...control} value={draft.type} onChange={(event) => set({ type: event.currentTarget.value as RuleDraft['type'] })}>
              {ruleTypes.map((type) => <option key={type} value={type}>{text.ruleTypes[type]}</option>)}
            </select>
          )}
        </Field>
        <Field label={text.job} error={saving.wrong('job_id')}>
          {(control) => (
            <select {...control} value={draft.job_id} onChange={(event) => set({ job_id: event.currentTarget.value })}>
              <option value="">{text.eachJob}</option>
              {!isListed && <option value={draft.job_id}>{draft.job_id}</option>}
              {jobs.map((job) => <option key={job.id} value={job.id}>{job.name}</option>)}
            </select>
          )}
        </Field>
        <ConditionFields draft={draft} set={set} saving={saving} others={others} />
        {notifiers.length === 0
          ? <p class="soft">{text.nobodyYet}</p>
          : <Checks label={text.tells} choices={notifiers.map((notifier) => [notifier.id, notifier.enabled ? notifier.name : `${notifier.name} (${texts.value.alerts.off})`])} chosen={draft.notifiers} error={saving.wrong('notifiers')} onChange={(chosen) => set({ notifiers: chosen })} />}
        <label class="check">
          <input type="checkbox" checked={draft.notify_recovered} onChange={(event) => set({ notify_recovered: event.currentTarget.checked })} />
          {text.notifyRecovered}
        </label>
        <AmountField label={text.quiet} hint={text.quietHint} error={saving.wrong('quiet_seconds')} value={draft.quiet} onChange={(quiet) => set({ quiet })} />
        <label class="check">
          <input type="checkbox" checked={draft.enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />
          {text.on}
        </label>
        {rule !== null && <p class="soft">{text.ruleHint}</p>}
        {saving.failure !== null && <p class="wrong" role="alert">{saving.failure}</p>}
        <footer>
          <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
          <button type="submit" class="button primary" disabled={saving.busy}>{common.save}</button>
        </footer>
      </form>
    </Dialog>
  );
}
