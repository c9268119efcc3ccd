import { levels } from '../../api/levels.ts';
import type { RunStatus } from '../../api/runs.ts';
import { Field } from '../../components/Field.tsx';
import type { Typed } from '../../state/json.ts';
import { texts } from '../../state/language.ts';
import { AmountField } from './AmountField.tsx';
import { Checks } from './Checks.tsx';
import { NumberField } from './NumberField.tsx';
import { countable, type RuleDraft } from './ruleDraft.ts';
import type { Saving } from './useSaving.ts';

interface Props {
  readonly draft: RuleDraft;
  readonly set: (changes: Partial<RuleDraft>) => void;
  readonly saving: Saving;
  readonly others: Typed;
}

/** What a rule's type asks for. */
export function ConditionFields(props: Props) {
  const { alertForms: text, common } = texts.value;
  const { draft, set, saving } = props;
  if (draft.type === 'run_failed') {
    return <Checks label={text.statuses} choices={countable.map((status) => [status, common.statuses[status]])} chosen={draft.statuses} error={saving.wrong('statuses')} onChange={(chosen) => set({ statuses: chosen as readonly RunStatus[] })} />;
  }
  if (draft.type === 'log_match') {
    return <MatchFields {...props} />;
  }
  const label = text.afters[draft.type];
  return (
    <>
      <AmountField label={draft.type === 'overran' ? `${label} (${common.optional})` : label} error={saving.wrong('after_seconds')} value={draft.after} onChange={(after) => set({ after })} />
      {draft.type === 'overran' && (
        <NumberField label={`${text.p95} (${common.optional})`} unit={text.times} hint={text.p95Hint} error={saving.wrong('p95_factor')} value={draft.p95_factor} onChange={(p95_factor) => set({ p95_factor })} />
      )}
    </>
  );
}

/** Which entries count, and how many of them are too many. */
function MatchFields({ draft, set, saving, others }: Props) {
  const { alertForms: text, common, form } = texts.value;
  const filter = (changes: Partial<RuleDraft['filter']>): void => set({ filter: { ...draft.filter, ...changes } });
  const fault = 'fault' in others ? (others.fault === 'not_json' ? form.notJson(others.why) : form.notObject) : undefined;
  return (
    <>
      <Field label={text.level} error={saving.wrong('filter.min_level')}>
        {(control) => (
          <select {...control} value={draft.filter.min_level} onChange={(event) => filter({ min_level: event.currentTarget.value })}>
            <option value="">{text.anyLevel}</option>
            {levels.map((level) => <option key={level} value={level}>{common.levels[level]}</option>)}
          </select>
        )}
      </Field>
      <Field label={`${text.search} (${common.optional})`} error={saving.wrong('filter.search')}>
        {(control) => <input {...control} autocomplete="off" spellcheck={false} value={draft.filter.search} onInput={(event) => filter({ search: event.currentTarget.value })} />}
      </Field>
      <Field label={`${text.step} (${common.optional})`} hint={text.stepHint} error={saving.wrong('filter.step')}>
        {(control) => <input {...control} autocomplete="off" spellcheck={false} value={draft.filter.step} onInput={(event) => filter({ step: event.currentTarget.value })} />}
      </Field>
      <Field label={`${text.others} (${common.optional})`} hint={text.othersHint} error={fault ?? saving.elsewhere('filter', ['min_level', 'search', 'step'])}>
        {(control) => <textarea {...control} class="mono" rows={3} spellcheck={false} placeholder={'{"error_code": "DISK_FULL"}'} value={draft.others} onInput={(event) => set({ others: event.currentTarget.value })} />}
      </Field>
      <div class="pair">
        <NumberField label={text.moreThan} unit={text.entries} error={saving.wrong('more_than')} value={draft.more_than} onChange={(more_than) => set({ more_than })} />
        <AmountField label={text.window} error={saving.wrong('window_seconds')} value={draft.window} onChange={(window) => set({ window })} />
      </div>
    </>
  );
}
