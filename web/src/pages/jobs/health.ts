import type { Job, RecentRun } from '../../api/jobs.ts';
import { isUnderWay, type RunStatus } from '../../api/runs.ts';

/** How many of a job's newest runs the list looks at. */
export const recentCount = 24;

const bad: readonly RunStatus[] = ['failed', 'timed_out', 'interrupted'];

/** Whether a run with this status ended badly. */
export const isBad = (status: RunStatus): boolean => bad.includes(status);

/** What a job's newest runs say of it. */
export interface JobHealth {
  /** Completed among those that ran to an end of their own; null when none did. */
  readonly success: number | null;
  /** How many did. */
  readonly ended: number;
  /** The median of those that completed, in milliseconds. */
  readonly typical: number | null;
  readonly isRunning: boolean;
  /** The newest run that ended by itself ended badly. */
  readonly needsAttention: boolean;
}

/** Runs that were cancelled or skipped say nothing about whether a job works. */
export function healthOf(runs: readonly RecentRun[]): JobHealth {
  const ended = runs.filter((run) => run.status === 'completed' || isBad(run.status));
  const completed = ended.filter((run) => run.status === 'completed');
  return {
    success: ended.length === 0 ? null : completed.length / ended.length,
    ended: ended.length,
    typical: percentile(completed.flatMap((run) => run.duration_ms ?? []), 0.5),
    isRunning: runs.some((run) => isUnderWay(run.status)),
    needsAttention: ended.length > 0 && isBad(ended[0]!.status),
  };
}

/** By nearest rank, as the server does; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export type View = 'all' | 'attention' | 'running' | 'disabled';

export const views: readonly View[] = ['all', 'attention', 'running', 'disabled'];

/** Whether a job is shown in a view. */
export function isIn(view: View, job: Job): boolean {
  switch (view) {
    case 'attention':
      return healthOf(job.recent_runs ?? []).needsAttention;
    case 'running':
      return healthOf(job.recent_runs ?? []).isRunning;
    case 'disabled':
      return !job.enabled;
    default:
      return true;
  }
}

export type SortKey = 'job' | 'last' | 'next' | 'success' | 'typical' | 'warnings' | 'errors';

/** The jobs in the order of a column; those that have nothing in it come last. */
export function sorted(jobs: readonly Job[], key: SortKey, descending: boolean): Job[] {
  const direction = descending ? -1 : 1;
  return [...jobs].sort((a, b) => {
    const [x, y] = [sortValue(a, key), sortValue(b, key)];
    if (x === null || y === null) {
      return x === y ? a.name.localeCompare(b.name) : x === null ? 1 : -1;
    }
    return (x < y ? -1 : x > y ? 1 : 0) * direction || a.name.localeCompare(b.name);
  });
}

function sortValue(job: Job, key: SortKey): number | string | null {
  switch (key) {
    case 'job':
      return job.name.toLowerCase();
    case 'last':
      return job.last_run === null ? null : Date.parse(job.last_run.created_at);
    case 'next':
      return job.next_run_at === null ? null : Date.parse(job.next_run_at);
    case 'success':
      return healthOf(job.recent_runs ?? []).success;
    case 'typical':
      return healthOf(job.recent_runs ?? []).typical;
    case 'warnings':
      return job.last_run?.counts.WARNING ?? null;
    case 'errors':
      return job.last_run === null ? null : job.last_run.counts.ERROR + job.last_run.counts.CRITICAL;
  }
}
