import { logPath, type LogFilter, type LogScope } from './entries.ts';
import type { LevelCounts } from './levels.ts';
import { request, type Query } from './request.ts';

/** Counts over the entries that a filter matches. */
export interface LogStatistics {
  readonly total: number;
  readonly by_level: LevelCounts;
  readonly by_step: Readonly<Record<string, number>>;
  /** Oldest first; spans without an entry are left out. */
  readonly histogram: readonly HistogramBucket[];
  /** 0 to 1. */
  readonly error_rate: number;
  /** By step; entries without a step stand under the empty name. */
  readonly durations: Readonly<Record<string, Durations>>;
}

export interface HistogramBucket {
  readonly start: string;
  readonly counts: LevelCounts;
}

export interface Durations {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** How the histogram is cut: spans of a length such as `5m`, or so many of them. Without steps and durations the answer comes much sooner. */
export type Buckets = ({ readonly interval: string } | { readonly buckets: number }) & { readonly steps?: boolean; readonly durations?: boolean };

export const getStatistics = (scope: LogScope, filter: LogFilter, cut: Buckets, signal?: AbortSignal): Promise<LogStatistics> =>
  request(`${logPath(scope)}/statistics`, { query: { ...filter, ...cut } as Query, signal });
