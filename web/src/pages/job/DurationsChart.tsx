import type { RecentRun } from '../../api/jobs.ts';
import { duration, shortMoment } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { percentile } from '../jobs/health.ts';
import { outcomeOf } from './outcomes.ts';

const width = 1000;
const height = 120;

/** Room below for the dot of a run that took no time. */
const foot = 4;

/** How long each run took, oldest left, with the lines of the median and of 19 in 20. */
export function DurationsChart({ runs }: { readonly runs: readonly RecentRun[] }) {
  const { job: text, common } = texts.value;
  const ended = runs.filter((run) => run.duration_ms !== null && outcomeOf(run.status) !== 'busy').reverse();
  const completed = ended.filter((run) => run.status === 'completed').map((run) => run.duration_ms!);
  const p50 = percentile(completed, 0.5);
  const p95 = percentile(completed, 0.95);
  const longest = Math.max(1, ...ended.map((run) => run.duration_ms!)) * 1.05;
  const y = (ms: number): number => height - foot - (ms / longest) * (height - foot);
  const x = (index: number): number => (ended.length === 1 ? width / 2 : (index / (ended.length - 1)) * (width - 16) + 8);
  return (
    <figure class="card chart">
      <figcaption><h2>{text.durations}</h2></figcaption>
      {ended.length < 2
        ? <p class="soft">{text.fewRuns}</p>
        : (
          <>
            <svg class="dots" role="img" aria-label={`${text.durations}: p50 ${p50 === null ? common.none : duration(p50)}, p95 ${p95 === null ? common.none : duration(p95)}`} viewBox={`0 0 ${width} ${height}`} height={height} preserveAspectRatio="none">
              {[p50, p95].map((line, index) => line !== null && <line key={index} data-line={index === 0 ? 'p50' : 'p95'} x1={0} x2={width} y1={y(line)} y2={y(line)} vector-effect="non-scaling-stroke" />)}
              {ended.map((run, index) => (
                <line key={run.id} class="dot" data-kind={outcomeOf(run.status)} x1={x(index)} x2={x(index)} y1={y(run.duration_ms!)} y2={y(run.duration_ms!)} vector-effect="non-scaling-stroke">
                  <title>{text.durationOf(common.statuses[run.status], duration(run.duration_ms!), shortMoment(Date.parse(run.created_at)))}</title>
                </line>
              ))}
            </svg>
            <div class="axis"><span>{shortMoment(Date.parse(ended[0]!.created_at))}</span><span>{shortMoment(Date.parse(ended.at(-1)!.created_at))}</span></div>
            <ul class="legend">
              {p50 !== null && <li data-line="p50">p50 <b class="number">{duration(p50)}</b></li>}
              {p95 !== null && <li data-line="p95">p95 <b class="number">{duration(p95)}</b></li>}
            </ul>
          </>
        )}
    </figure>
  );
}
