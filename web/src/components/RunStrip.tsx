import type { RecentRun } from '../api/jobs.ts';
import { duration, moment } from '../state/format.ts';
import { texts } from '../state/language.ts';
import { go } from '../state/route.ts';

/** The newest runs of a job, oldest left: colour for the outcome, height for how long it took. A click opens a run. */
export function RunStrip(props: { readonly runs: readonly RecentRun[]; readonly places: number }) {
  const { common } = texts.value;
  const runs = [...props.runs].slice(0, props.places).reverse();
  const longest = Math.max(1, ...runs.map((run) => run.duration_ms ?? 0));
  const counted = new Map<string, number>();
  for (const run of runs) {
    counted.set(run.status, (counted.get(run.status) ?? 0) + 1);
  }
  const summary = [...counted].map(([status, count]) => `${common.statuses[status as RecentRun['status']]} ${count}`).join(', ');
  return (
    <span class="strip" role="img" aria-label={runs.length === 0 ? common.noRuns : common.lastRuns(String(runs.length), summary)} onClick={open}>
      {Array.from({ length: props.places - runs.length }, (_, index) => <i key={index} />)}
      {runs.map((run) => (
        <i
          key={run.id}
          data-run={run.id}
          data-status={run.status}
          title={`${common.statuses[run.status]} · ${moment(Date.parse(run.started_at ?? run.created_at))}${run.duration_ms === null ? '' : ' · ' + duration(run.duration_ms)}`}
          style={{ height: `${Math.round(35 + 65 * Math.sqrt((run.duration_ms ?? 0) / longest))}%` }}
        />
      ))}
    </span>
  );
}

function open(event: MouseEvent): void {
  const run = event.target instanceof HTMLElement ? event.target.dataset['run'] : undefined;
  if (run !== undefined) {
    go(`/runs/${run}`);
  }
}
