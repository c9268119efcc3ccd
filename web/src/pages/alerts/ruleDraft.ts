import type { AlertRule, RuleInput, RuleType } from '../../api/alerts.ts';
import type { RunStatus } from '../../api/runs.ts';
import { readObject, type Typed } from '../../state/json.ts';
import { amountOf, numberOf, secondsOf, type Amount } from './amount.ts';
import { divideFilter, uniteFilter, type FilterFields } from './filterFields.ts';

/** The final statuses that a rule can watch for. */
export const countable = ['failed', 'timed_out', 'interrupted', 'cancelled', 'skipped'] as const satisfies readonly RunStatus[];

/** A rule as it stands in the form: what each type asks for stays, whichever is chosen. */
export interface RuleDraft {
  readonly name: string;
  readonly type: RuleType;
  /** A job's id; empty for each job. */
  readonly job_id: string;
  readonly enabled: boolean;
  readonly statuses: readonly RunStatus[];
  readonly after: Amount;
  readonly p95_factor: string;
  readonly filter: Omit<FilterFields, 'rest'>;
  /** The conditions of the filter that have no control, as JSON. */
  readonly others: string;
  readonly more_than: string;
  readonly window: Amount;
  readonly notify_recovered: boolean;
  readonly quiet: Amount;
  readonly notifiers: readonly string[];
}

/** A rule in the form; without one, an empty form that tells everybody there is. */
export function draftOf(rule: AlertRule | null, notifiers: readonly string[]): RuleDraft {
  const { rest, ...filter } = divideFilter(rule?.filter ?? {});
  return {
    name: rule?.name ?? '',
    type: rule?.type ?? 'run_failed',
    job_id: rule?.job_id ?? '',
    enabled: rule?.enabled ?? true,
    statuses: rule?.statuses ?? ['failed', 'timed_out', 'interrupted'],
    after: amountOf(rule?.after_seconds),
    p95_factor: rule?.p95_factor === undefined ? '' : String(rule.p95_factor),
    filter: rule === null ? { ...filter, min_level: 'ERROR' } : filter,
    others: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2),
    more_than: String(rule?.more_than ?? 0),
    window: amountOf(rule?.window_seconds ?? 300),
    notify_recovered: rule?.notify_recovered ?? true,
    quiet: amountOf(rule?.quiet_seconds ?? 0),
    notifiers: rule?.notifiers ?? notifiers,
  };
}

/** The conditions without a control that were typed, or what is wrong with them. */
export const othersOf = (draft: RuleDraft): Typed => readObject(draft.others);

/** What is sent: the whole rule, with what its type asks for. */
export function inputOf(draft: RuleDraft, before: AlertRule | null, others: Typed): RuleInput {
  return {
    name: draft.name.trim(),
    type: draft.type,
    job_id: draft.job_id === '' ? null : draft.job_id,
    enabled: draft.enabled,
    ...conditionsOf(draft, before, others),
    notify_recovered: draft.notify_recovered,
    quiet_seconds: secondsOf(draft.quiet),
    notifiers: draft.notifiers,
  };
}

function conditionsOf(draft: RuleDraft, before: AlertRule | null, others: Typed): RuleInput {
  switch (draft.type) {
    case 'run_failed':
      return { statuses: draft.statuses };
    case 'overran':
      return { after_seconds: secondsOf(draft.after), p95_factor: numberOf(draft.p95_factor) };
    case 'log_match':
      return {
        filter: uniteFilter({ ...draft.filter, rest: ('value' in others && others.value) || {} }, before?.filter ?? {}),
        more_than: numberOf(draft.more_than),
        window_seconds: secondsOf(draft.window),
      };
    default:
      return { after_seconds: secondsOf(draft.after) };
  }
}
