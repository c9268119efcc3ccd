import type { LogEntry } from '../api/entries.ts';

/** How a log begins for a reader: its newest entries, how many there are, and where to follow on from. */
export interface LogOpening {
  readonly total: number;
  /** The newest entries, oldest first. */
  readonly newest: readonly LogEntry[];
  /** After which the stream goes on without a hole; it may bring some of `newest` again. Null when nothing was ever written. */
  readonly cursor: string | null;
}

/** Where the entries of a log come from. A log is what a filter leaves of a run's or a job's entries, in the order of their seq. */
export interface LogSource {
  open(signal: AbortSignal): Promise<LogOpening>;
  /** Up to `count` entries from the one with number `rank` on, from 0. */
  read(rank: number, count: number, signal: AbortSignal): Promise<readonly LogEntry[]>;
  /** How many entries have a seq smaller than this one: the rank of the first that hasn't. */
  rankOf(seq: number, signal: AbortSignal): Promise<number>;
}
