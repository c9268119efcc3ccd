import { externalType, type Job, type JobInput } from '../../api/jobs.ts';
import { readObject, type Typed } from '../../state/json.ts';
import { divide, unite, type Typed as TypedParameters } from './parameters.ts';

/** A job's definition as it stands in the form: everything is text until it is sent. */
export interface Draft {
  readonly name: string;
  readonly type: string;
  readonly keywords: string;
  readonly max_papers_per_run: string;
  readonly cron_expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  /** Those parameters of the type that have a control of their own. */
  readonly typed: TypedParameters;
  /** The others, as JSON. */
  readonly parameters: string;
  readonly secret_parameters: string;
  readonly timeout_seconds: string;
  readonly max_retries: string;
  readonly retry_delay_seconds: string;
  readonly concurrency: string;
  readonly misfire: string;
  readonly jitter_seconds: string;
  readonly paused_until: string;
  readonly retention_days: string;
}

/** The type that looks for papers. */
export const paperSearch = 'paper_search';

/** An empty form. */
export const emptyDraft = (timezone: string): Draft => ({
  name: '',
  type: paperSearch,
  keywords: '',
  max_papers_per_run: '',
  cron_expression: '0 3 * * *',
  timezone,
  enabled: true,
  typed: {},
  parameters: '',
  secret_parameters: '',
  timeout_seconds: '',
  max_retries: '0',
  retry_delay_seconds: '60',
  concurrency: 'skip',
  misfire: 'once',
  jitter_seconds: '0',
  paused_until: '',
  retention_days: '',
});

/** A job in the form. */
export const draftOf = (job: Job): Draft => {
  const { typed, rest } = divide(job.type, job.parameters);
  return {
    name: job.name,
    type: job.type,
    keywords: job.keywords.join(', '),
    max_papers_per_run: text(job.max_papers_per_run),
    cron_expression: job.cron_expression ?? '',
    timezone: job.timezone,
    enabled: job.enabled,
    typed,
    parameters: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2),
    secret_parameters: job.secret_parameters.join(', '),
    timeout_seconds: text(job.timeout_seconds),
    max_retries: text(job.max_retries),
    retry_delay_seconds: text(job.retry_delay_seconds),
    concurrency: job.concurrency,
    misfire: job.misfire,
    jitter_seconds: text(job.jitter_seconds),
    paused_until: job.paused_until ?? '',
    retention_days: text(job.retention_days),
  };
};

/** What is sent: every field of the form that the type has; an empty one resets to its default. */
export function inputOf(draft: Draft, parameters: Typed): JobInput {
  const isExternal = draft.type === externalType;
  return {
    name: draft.name.trim(),
    type: draft.type,
    keywords: draft.type === paperSearch ? words(draft.keywords) : null,
    max_papers_per_run: draft.type === paperSearch ? whole(draft.max_papers_per_run) : null,
    cron_expression: isExternal || draft.cron_expression.trim() === '' ? null : draft.cron_expression.trim(),
    timezone: draft.timezone.trim() === '' ? null : draft.timezone.trim(),
    enabled: draft.enabled,
    parameters: unite(draft.type, draft.typed, 'value' in parameters ? parameters.value : undefined),
    secret_parameters: words(draft.secret_parameters),
    timeout_seconds: whole(draft.timeout_seconds),
    max_retries: whole(draft.max_retries),
    retry_delay_seconds: whole(draft.retry_delay_seconds),
    concurrency: draft.concurrency,
    misfire: draft.misfire,
    jitter_seconds: whole(draft.jitter_seconds),
    paused_until: draft.paused_until.trim() === '' ? null : draft.paused_until.trim(),
    retention_days: whole(draft.retention_days),
  };
}

/** The parameters that were typed, or what is wrong with them. */
export const parametersOf = (draft: Draft): Typed => readObject(draft.parameters);

/** Parts between commas of either script and line ends, without blanks around them and without empty ones. */
export const words = (list: string): string[] => list.split(/[,，、\n]/).map((word) => word.trim()).filter((word) => word !== '');

const text = (value: number | null): string => (value === null ? '' : String(value));

/** What was typed goes to the server even when it is no number: its answer names the field and says what is right. */
const whole = (typed: string): number | string | null => (typed.trim() === '' ? null : /^-?\d+$/.test(typed.trim()) ? Number(typed) : typed.trim());
