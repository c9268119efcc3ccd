import type { Page } from './page.ts';
import { request } from './request.ts';
import type { RunStatus } from './runs.ts';

/** A named, timed part of a run. */
export interface RunStep {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly status: 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped';
  readonly attempt: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly duration_ms: number;
}

/** A row of a run's status history. */
export interface StatusRow {
  readonly timestamp: string;
  readonly from_status: RunStatus | null;
  readonly to_status: RunStatus;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly attempt: number;
}

/** A number that a run recorded. */
export interface Metric {
  readonly timestamp: string;
  readonly metric_name: string;
  readonly metric_value: number;
  readonly metric_type: 'counter' | 'gauge' | 'histogram';
  readonly labels: Readonly<Record<string, string>> | null;
}

const path = (run: string, what: string): string => `/api/job-runs/${encodeURIComponent(run)}/${what}`;

export const listSteps = (run: string, signal?: AbortSignal): Promise<Page<'steps', RunStep>> => request(path(run, 'steps'), { query: { limit: 1000 }, signal });

export const listStatusHistory = (run: string, signal?: AbortSignal): Promise<Page<'status_history', StatusRow>> =>
  request(path(run, 'status-history'), { query: { limit: 1000 }, signal });

export const listMetrics = (run: string, skip: number, signal?: AbortSignal): Promise<Page<'metrics', Metric>> =>
  request(path(run, 'metrics'), { query: { skip, limit: 1000 }, signal });
