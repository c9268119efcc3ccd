import type { CronPreview } from '../../api/cron.ts';
import { changeJob, externalType, isPaused, type Job } from '../../api/jobs.ts';
import { Icon } from '../../components/icons.tsx';
import { Toggle } from '../../components/Toggle.tsx';
import { texts } from '../../state/language.ts';
import { may } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { Sentence } from '../form/Sentence.tsx';
import { flip } from '../jobs/JobRow.tsx';
import { NextRun } from '../jobs/NextRun.tsx';

interface Props {
  readonly job: Job;
  /** What its cron expression means. */
  readonly cron: CronPreview | null;
  readonly onTrigger: () => void;
  readonly onDelete: () => void;
  readonly onChanged: () => void;
}

/** A job's name, when it runs, and what can be done with it. */
export function JobHead({ job, cron, onTrigger, onDelete, onChanged }: Props) {
  const { job: text, jobs } = texts.value;
  const isExternal = job.type === externalType;
  return (
    <div class="head job-head">
      <div>
        <h1>{job.name}</h1>
        <p class="under">
          <span>{job.type}</span>
          {isExternal ? <span>{jobs.external}</span> : <code>{job.cron_expression}</code>}
          {cron !== null && <Sentence preview={cron} />}
          {job.keywords.length > 0 && <span>{job.keywords.join(', ')}</span>}
        </p>
      </div>
      <div class="job-next">
        {!isExternal && <><span class="soft">{text.nextRun}</span> <NextRun job={job} /></>}
      </div>
      <div class="buttons">
        {may('operator') && <Toggle on={job.enabled} label={job.enabled ? jobs.disable(job.name) : jobs.enable(job.name)} onChange={() => void flip(job, onChanged)} />}
        <a class="button" href={`/explore?job=${job.id}`}><Icon name="search" />{text.logs}</a>
        {may('operator') && (
          <>
            {isPaused(job, Date.now()) && <button type="button" class="button" onClick={() => void resume(job, onChanged)}>{text.resume}</button>}
            <a class="button" href={`/jobs/${job.id}/edit`}><Icon name="pencil" />{text.edit}</a>
            <button type="button" class="button only-icon" aria-label={text.delete} title={text.delete} onClick={onDelete}><Icon name="trash" /></button>
            {!isExternal && <button type="button" class="button primary" onClick={onTrigger}><Icon name="play" />{text.run}</button>}
          </>
        )}
      </div>
    </div>
  );
}

/** Ends a pause: what would have been due meanwhile is not made up for. */
async function resume(job: Job, onChanged: () => void): Promise<void> {
  try {
    await changeJob(job.id, { paused_until: null });
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), 'bad');
  }
  onChanged();
}
