import { externalType, toggleJob, type Job } from '../../api/jobs.ts';
import { Icon } from '../../components/icons.tsx';
import { LevelCount } from '../../components/LevelCount.tsx';
import { Moment } from '../../components/Moment.tsx';
import { RunStrip } from '../../components/RunStrip.tsx';
import { Status } from '../../components/Status.tsx';
import { Toggle } from '../../components/Toggle.tsx';
import { duration, number, percent } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { may } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { healthOf, recentCount } from './health.ts';
import { NextRun } from './NextRun.tsx';

interface Props {
  readonly job: Job;
  readonly onTrigger: (job: Job) => void;
  readonly onChanged: () => void;
}

/** A job at a glance. */
export function JobRow({ job, onTrigger, onChanged }: Props) {
  const { jobs: text, common } = texts.value;
  const runs = job.recent_runs ?? [];
  const health = healthOf(runs);
  const last = job.last_run;
  const isExternal = job.type === externalType;
  const columns = text.columns;
  return (
    <tr data-disabled={!job.enabled || undefined}>
      <th scope="row">
        <a class="name" href={`/jobs/${job.id}`}>{job.name}</a>
        <span class="under">
          <span>{job.type}</span>
          {isExternal ? <span>{text.external}</span> : <code>{job.cron_expression}</code>}
        </span>
      </th>
      <td data-label={columns.runs}><RunStrip runs={runs} places={recentCount} /></td>
      <td data-label={columns.last}>
        {last ? <a class="last" href={`/runs/${last.id}`}><Status status={last.status} /><span class="under"><Moment at={last.started_at ?? last.created_at} /></span></a> : <span class="soft">{text.never}</span>}
      </td>
      <td data-label={columns.next}><NextRun job={job} /></td>
      <td data-label={columns.success} class="right number" title={health.ended > 0 ? text.successHint(number(health.ended)) : undefined}>
        {health.success === null ? <span class="soft">{common.none}</span> : <span class={health.success < 0.9 ? 'poor' : undefined}>{percent(health.success)}</span>}
      </td>
      <td data-label={columns.typical} class="right number" title={text.typicalHint}>
        {health.typical === null ? <span class="soft">{common.none}</span> : duration(health.typical)}
      </td>
      <td data-label={columns.warnings} class="right number" title={text.countsHint}>{last ? <LevelCount count={last.counts.WARNING} level="WARNING" /> : <span class="soft">{common.none}</span>}</td>
      <td data-label={columns.errors} class="right number" title={text.countsHint}>{last ? <LevelCount count={last.counts.ERROR + last.counts.CRITICAL} level="ERROR" /> : <span class="soft">{common.none}</span>}</td>
      <td class="actions">
        {may('operator') && (
          <>
            {!isExternal && (
              <button type="button" class="button quiet only-icon" aria-label={text.trigger(job.name)} title={text.trigger(job.name)} onClick={() => onTrigger(job)}>
                <Icon name="play" />
              </button>
            )}
            <Toggle on={job.enabled} label={job.enabled ? text.disable(job.name) : text.enable(job.name)} onChange={() => void flip(job, onChanged)} />
          </>
        )}
      </td>
    </tr>
  );
}

/** Enables or disables a job and says so. */
export async function flip(job: Job, then: () => void): Promise<void> {
  const text = texts.value.jobs;
  try {
    const changed = await toggleJob(job.id);
    toast(changed.enabled ? text.enabled(changed.name) : text.disabledNow(changed.name));
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), 'bad');
  }
  then();
}
