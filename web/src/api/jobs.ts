import type { Page } from './page.ts';
import { request } from './request.ts';
import type { Run, RunAccepted, RunStatus, RunTrigger } from './runs.ts';

/** A job as the API gives it. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly keywords: readonly string[];
  readonly cron_expression: string | null;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The names of those whose values are kept encrypted and read as `***`. */
  readonly secret_parameters: readonly string[];
  readonly max_papers_per_run: number | null;
  readonly timeout_seconds: number | null;
  readonly max_retries: number;
  readonly retry_delay_seconds: number;
  readonly concurrency: string;
  readonly misfire: string;
  readonly jitter_seconds: number;
  readonly paused_until: string | null;
  readonly retention_days: number | null;
  readonly next_run_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_run: Run | null;
  /** Newest first; only where they were asked for. */
  readonly recent_runs?: readonly RecentRun[];
}

/** One of a job's newest runs, in short. */
export interface RecentRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly trigger: RunTrigger;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly duration_ms: number | null;
  readonly warnings: number;
  readonly errors: number;
}

/** A definition as it is sent. */
export type JobInput = Readonly<Record<string, unknown>>;

/** The job type whose runs somebody else executes. */
export const externalType = 'external';

/** Whether it is not due because somebody paused it. */
export const isPaused = (job: Job, now: number): boolean => job.paused_until !== null && Date.parse(job.paused_until) > now;

const path = (job: string, rest = ''): string => `/api/cronjobs/${encodeURIComponent(job)}${rest}`;

export interface JobQuery {
  readonly search?: string;
  readonly recent_runs?: number;
  readonly limit?: number;
}

export const listJobs = (query: JobQuery, signal?: AbortSignal): Promise<Page<'cronjobs', Job>> =>
  request('/api/cronjobs', { query: { ...query }, signal });

export const getJob = (job: string, recentRuns: number, signal?: AbortSignal): Promise<Job> =>
  request(path(job), { query: { recent_runs: recentRuns }, signal });

export const createJob = (job: JobInput): Promise<Job> => request('/api/cronjobs', { method: 'POST', body: job });

export const changeJob = (job: string, changes: JobInput): Promise<Job> => request(path(job), { method: 'PATCH', body: changes });

export const toggleJob = (job: string): Promise<Job> => request(path(job, '/toggle'), { method: 'PATCH' });

export const deleteJob = (job: string): Promise<void> => request(path(job), { method: 'DELETE' });

export const triggerJob = (job: string, body: { readonly force_reprocess: boolean; readonly parameters?: unknown }): Promise<RunAccepted> =>
  request(path(job, '/trigger'), { method: 'POST', body });
