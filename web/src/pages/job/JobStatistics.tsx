import { getFacets } from '../../api/facets.ts';
import type { Job } from '../../api/jobs.ts';
import { getStatistics } from '../../api/statistics.ts';
import { Failure } from '../../components/Failure.tsx';
import { duration, number, percent } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { now } from '../../state/now.ts';
import { useResource } from '../../state/resource.ts';
import { statusChanges } from '../../state/statusEvents.ts';
import { healthOf, percentile } from '../jobs/health.ts';
import { DurationsChart } from './DurationsChart.tsx';
import { ErrorCodes } from './ErrorCodes.tsx';
import { OutcomesChart } from './OutcomesChart.tsx';
import { cut, type Period } from './period.ts';
import { StepDurations } from './StepDurations.tsx';

interface Props {
  readonly job: Job;
  readonly period: Period;
  readonly start: number | undefined;
  /** How many of its newest runs are known at most. */
  readonly cap: number;
}

const topCodes = 8;

/** How a job fared in a period. */
export function JobStatistics({ job, period, start, cap }: Props) {
  const { job: text, common } = texts.value;
  const filter = start === undefined ? {} : { start_time: new Date(start).toISOString() };
  const entries = useResource(`${job.id} ${start}`, (signal) => Promise.all([
    getStatistics({ job: job.id }, filter, { buckets: 1 }, signal),
    getFacets({ job: job.id }, { ...filter, min_level: 'ERROR' }, ['error_code'], topCodes, signal),
  ]), { on: statusChanges });

  const known = job.recent_runs ?? [];
  const runs = start === undefined ? known : known.filter((run) => Date.parse(run.created_at) >= start);
  const health = healthOf(runs);
  const completed = runs.filter((run) => run.status === 'completed').flatMap((run) => run.duration_ms ?? []);
  const p95 = percentile(completed, 0.95);
  const [statistics, facets] = entries.data ?? [null, null];
  const errors = statistics === null ? 0 : statistics.by_level.ERROR + statistics.by_level.CRITICAL;
  const oldest = runs.length === 0 ? now.value : Date.parse(runs.at(-1)!.created_at);
  return (
    <div class="statistics" aria-busy={entries.loading}>
      {entries.error !== null && !entries.error.isAway && <Failure error={entries.error} retry={entries.reload} />}
      <dl class="figures">
        <Figure name={text.success} value={health.success === null ? common.none : percent(health.success)} note={health.success === null ? '' : text.successOf(number(Math.round(health.success * health.ended)), number(health.ended))} bad={health.success !== null && health.success < 0.9} />
        <Figure name={text.typical} value={health.typical === null ? common.none : duration(health.typical)} note={p95 === null ? '' : text.slow(duration(p95))} />
        <Figure name={text.errorRate} value={statistics === null || statistics.total === 0 ? common.none : percent(statistics.error_rate)} note={statistics === null ? '' : text.errorsOf(number(errors), number(statistics.total))} bad={errors > 0} />
      </dl>
      <OutcomesChart runs={runs} cut={cut(period, now.value, oldest)} />
      <DurationsChart runs={runs} />
      <StepDurations durations={statistics?.durations ?? {}} />
      <ErrorCodes job={job.id} codes={facets?.error_code ?? []} errors={errors} period={period} />
      {known.length === cap && <p class="soft cut">{text.recentOnly(number(cap))}</p>}
    </div>
  );
}

function Figure(props: { readonly name: string; readonly value: string; readonly note: string; readonly bad?: boolean }) {
  return (
    <div class="card figure">
      <dt>{props.name}</dt>
      <dd><b class="number" data-bad={props.bad || undefined}>{props.value}</b><span class="soft">{props.note}</span></dd>
    </div>
  );
}
