import { isPaused, type Job } from '../../api/jobs.ts';
import { Moment } from '../../components/Moment.tsx';
import { moment, momentIn, ownZone, shortMoment, timeIn } from '../../state/format.ts';
import { texts } from '../../state/language.ts';

/** When a job is due: from now, by the reader's clock, and by the job's own where that is another. */
export function NextRun({ job }: { readonly job: Job }) {
  const { jobs: text, common } = texts.value;
  const pausedUntil = isPaused(job, Date.now()) ? Date.parse(job.paused_until!) : null;
  const paused = pausedUntil !== null && <span title={moment(pausedUntil)}>{text.paused(shortMoment(pausedUntil))}</span>;
  if (job.next_run_at === null && paused) {
    return <span class="soft">{paused}</span>;
  }
  if (job.next_run_at === null) {
    return <span class="soft" title={job.enabled ? text.noNext : text.disabled}>{job.enabled ? common.none : text.disabled}</span>;
  }
  const at = Date.parse(job.next_run_at);
  return (
    <span class="next">
      <Moment at={job.next_run_at} />
      <span class="under">
        <span>{shortMoment(at)}</span>
        {paused}
        {job.timezone !== ownZone && <span title={`${job.timezone}: ${momentIn(job.timezone, at)}`}>{timeIn(job.timezone, at)}</span>}
      </span>
    </span>
  );
}
