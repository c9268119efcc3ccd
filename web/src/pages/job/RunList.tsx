import { useState } from 'preact/hooks';
import { externalType, type Job } from '../../api/jobs.ts';
import { listJobRuns, runStatuses, type RunStatus } from '../../api/runs.ts';
import { Failure } from '../../components/Failure.tsx';
import { LevelCount } from '../../components/LevelCount.tsx';
import { Moment } from '../../components/Moment.tsx';
import { Status } from '../../components/Status.tsx';
import { compact, duration, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { query, setQuery } from '../../state/route.ts';
import { statusChanges } from '../../state/statusEvents.ts';

const pageSize = 50;
const most = 1000;

/** A job's runs, newest first, by status and period. */
export function RunList({ job, start }: { readonly job: Job; readonly start: number | undefined }) {
  const { job: text, common } = texts.value;
  const [limit, setLimit] = useState(pageSize);
  const status = runStatuses.find((known) => known === query.value.get('status'));
  const startTime = start === undefined ? undefined : new Date(start).toISOString();
  const list = useResource(`${status}|${startTime}|${limit}`, (signal) => listJobRuns(job.id, { status, start_time: startTime, limit }, signal), { on: statusChanges, every: 15_000 });
  const runs = list.data?.runs;
  return (
    <section class="runs">
      <div class="head">
        <h2>{text.runs} {list.data && <span class="soft number">{number(list.data.total)}</span>}</h2>
        <label class="choose">
          {text.status}
          <select value={status ?? ''} onChange={(event) => setQuery({ status: event.currentTarget.value as RunStatus | '' })}>
            <option value="">{common.all}</option>
            {runStatuses.map((known) => <option key={known} value={known}>{common.statuses[known]}</option>)}
          </select>
        </label>
      </div>
      {runs === undefined
        ? list.error ? <Failure error={list.error} retry={list.reload} /> : <p class="loading" role="status">{common.loading}</p>
        : runs.length === 0
          ? <Empty job={job} filtered={status !== undefined || job.last_run !== null} />
          : (
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">{text.status}</th><th scope="col">{text.started}</th><th scope="col" class="right">{text.took}</th><th scope="col">{text.cause}</th>
                  <th scope="col" class="right">{text.entries}</th><th scope="col" class="right">{texts.value.jobs.columns.warnings}</th><th scope="col" class="right">{texts.value.jobs.columns.errors}</th><th scope="col">{text.result}</th>
                </tr>
              </thead>
              <tbody>
                {runs.map((run) => (
                  <tr key={run.id}>
                    <th scope="row"><a class="last" href={`/runs/${run.id}`}><Status status={run.status} /></a></th>
                    <td data-label={text.started}><Moment at={run.started_at ?? run.created_at} /></td>
                    <td data-label={text.took} class="right number">{run.duration_ms === null ? common.none : duration(run.duration_ms)}</td>
                    <td data-label={text.cause}>{common.triggers[run.trigger]}{run.attempt > 1 && <span class="soft"> · {text.attempt} {run.attempt}</span>}</td>
                    <td data-label={text.entries} class="right number" title={number(run.entries)}>{compact(run.entries)}</td>
                    <td data-label={texts.value.jobs.columns.warnings} class="right number"><LevelCount count={run.counts.WARNING} level="WARNING" /></td>
                    <td data-label={texts.value.jobs.columns.errors} class="right number"><LevelCount count={run.counts.ERROR + run.counts.CRITICAL} level="ERROR" /></td>
                    <td data-label={text.result} class="result">{run.error ? <span title={run.error.message}><code>{run.error.code}</code> {run.error.message}</span> : run.current_step !== null && run.finished_at === null ? <span class="soft">{run.current_step}</span> : null}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
      {list.data?.has_more && limit < most && <button type="button" class="button more" onClick={() => setLimit(Math.min(most, limit * 4))}>{common.more}</button>}
    </section>
  );
}

function Empty({ job, filtered }: { readonly job: Job; readonly filtered: boolean }) {
  const text = texts.value.job;
  if (filtered) {
    return <p class="soft">{text.noMatch}</p>;
  }
  return <div class="notice small"><h3>{text.noRunsTitle}</h3><p>{job.type === externalType ? text.noRunsExternalHint : text.noRunsHint}</p></div>;
}
