import type { Level } from './levels.ts';
import { request, type Query } from './request.ts';

/** One structured log record of a run. */
export interface LogEntry {
  readonly id: string;
  readonly seq: number;
  readonly job_id: string;
  readonly job_run_id: string;
  readonly timestamp: string;
  readonly level: Level;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly step: string | null;
  readonly duration_ms: number | null;
  readonly paper_id?: string;
  readonly error_code?: string;
  readonly logger_name?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly exception?: { readonly type: string | null; readonly message: string | null; readonly stack_trace: string | null };
  readonly attempt?: number;
  readonly truncated?: boolean;
}

/** The conditions of a log query, all of which an entry must meet; an absent one matches any. */
export interface LogFilter {
  readonly level?: readonly Level[] | undefined;
  readonly min_level?: Level | undefined;
  readonly step?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly error_code?: string | undefined;
  readonly logger_name?: string | undefined;
  readonly paper_id?: string | undefined;
  readonly attempt?: number | undefined;
  readonly start_time?: string | undefined;
  readonly end_time?: string | undefined;
  readonly job_run_id?: string | undefined;
  readonly from_seq?: number | undefined;
  readonly to_seq?: number | undefined;
}

/** Whose entries: a job's, a run's, or all jobs'. */
export type LogScope = { readonly job: string } | { readonly run: string } | 'all';

export interface LogPage {
  readonly logs: readonly LogEntry[];
  /** Absent with `count=none`. */
  readonly total?: number;
  readonly skip: number;
  readonly limit: number;
  readonly has_more: boolean;
  readonly search_time_ms: number;
  readonly next_cursor: string | null;
  readonly store: string;
  readonly removed_through_seq?: number;
}

export interface LogPaging {
  readonly skip?: number;
  readonly limit?: number;
  readonly order?: 'asc' | 'desc';
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly count?: 'exact' | 'none';
}

/** The path of a scope's log. */
export function logPath(scope: LogScope): string {
  if (scope === 'all') {
    return '/api/logs';
  }
  return 'job' in scope ? `/api/cronjobs/${encodeURIComponent(scope.job)}/logs` : `/api/job-runs/${encodeURIComponent(scope.run)}/logs`;
}

export const listEntries = (scope: LogScope, filter: LogFilter, paging: LogPaging = {}, signal?: AbortSignal): Promise<LogPage> =>
  request(logPath(scope), { query: { ...filter, ...paging } as Query, signal });

export const getEntry = (entry: string, signal?: AbortSignal): Promise<LogEntry> =>
  request(`/api/logs/${encodeURIComponent(entry)}`, { signal });
