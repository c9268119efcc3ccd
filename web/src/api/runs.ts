import type { LevelCounts } from './levels.ts';
import type { Page } from './page.ts';
import { request } from './request.ts';

export const runStatuses = ['pending', 'running', 'completed', 'failed', 'cancelled', 'timed_out', 'interrupted', 'skipped'] as const;

export type RunStatus = (typeof runStatuses)[number];

export type RunTrigger = 'schedule' | 'manual' | 'api' | 'retry' | 'catch_up';

/** Whether a run with this status may still write entries of its own accord. */
export const isUnderWay = (status: RunStatus): boolean => status === 'pending' || status === 'running';

export interface Run {
  readonly id: string;
  readonly job_run_id: string;
  readonly job_id: string;
  readonly job_name: string;
  readonly job_type: string;
  readonly status: RunStatus;
  readonly trigger: RunTrigger;
  readonly attempt: number;
  readonly retry_of: string | null;
  readonly scheduled_at: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly duration_ms: number | null;
  readonly current_step: string | null;
  readonly progress: Progress | null;
  readonly counts: LevelCounts;
  readonly entries: number;
  readonly first_seq: number | null;
  readonly last_seq: number | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Progress {
  readonly done: number;
  readonly total: number | null;
  readonly percent: number | null;
  readonly message: string | null;
}

/** The answer to a trigger or a retry: the run that was made. */
export interface RunAccepted {
  readonly job_run_id: string;
  readonly job_id: string;
  readonly status: RunStatus;
  readonly message: string;
  readonly retry_of?: string;
}

export interface RunQuery {
  readonly status?: RunStatus | undefined;
  readonly start_time?: string | undefined;
  readonly end_time?: string | undefined;
  readonly skip?: number;
  readonly limit?: number;
}

export const getRun = (run: string, signal?: AbortSignal): Promise<Run> => request(`/api/job-runs/${encodeURIComponent(run)}`, { signal });

export const listRuns = (query: RunQuery, signal?: AbortSignal): Promise<Page<'runs', Run>> =>
  request('/api/job-runs', { query: { ...query }, signal });

export const listJobRuns = (job: string, query: RunQuery, signal?: AbortSignal): Promise<Page<'runs', Run>> =>
  request(`/api/cronjobs/${encodeURIComponent(job)}/runs`, { query: { ...query }, signal });

export const cancelRun = (run: string): Promise<Run> => request(`/api/job-runs/${encodeURIComponent(run)}/cancel`, { method: 'POST' });

export const retryRun = (run: string): Promise<RunAccepted> => request(`/api/job-runs/${encodeURIComponent(run)}/retry`, { method: 'POST' });
