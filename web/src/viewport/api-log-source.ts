import { listEntries, type LogEntry, type LogFilter, type LogScope } from '../api/entries.ts';
import type { LogOpening, LogSource } from './log-source.ts';

const newest = 200;

/** A log behind the API. */
export class ApiLogSource implements LogSource {
  constructor(readonly scope: LogScope, readonly filter: LogFilter) {}

  async open(signal: AbortSignal): Promise<LogOpening> {
    const page = await listEntries(this.scope, this.filter, { order: 'desc', limit: newest }, signal);
    return { total: page.total ?? page.logs.length, newest: page.logs.toReversed(), cursor: page.next_cursor };
  }

  async read(rank: number, count: number, signal: AbortSignal): Promise<readonly LogEntry[]> {
    return (await listEntries(this.scope, this.filter, { order: 'asc', skip: rank, limit: count, count: 'none' }, signal)).logs;
  }

  async rankOf(seq: number, signal: AbortSignal): Promise<number> {
    return this.countUpTo(seq - 1, {}, signal);
  }

  /** How many entries that meet the conditions have this seq or a smaller one. */
  async countUpTo(seq: number, conditions: LogFilter, signal: AbortSignal): Promise<number> {
    if (seq < 0) {
      return 0;
    }
    return (await listEntries(this.scope, { ...this.filter, ...conditions, to_seq: seq }, { limit: 1 }, signal)).total ?? 0;
  }

  /** How many entries meet the conditions. */
  async count(conditions: LogFilter, signal: AbortSignal): Promise<number> {
    return (await listEntries(this.scope, { ...this.filter, ...conditions }, { limit: 1 }, signal)).total ?? 0;
  }

  /** The nearest entry before or after a seq that meets the conditions, wherever in the log; null when there is none. */
  async nearest(seq: number, direction: 'before' | 'after', conditions: LogFilter, signal: AbortSignal): Promise<LogEntry | null> {
    if (direction === 'before' && seq <= 0) {
      return null;
    }
    const range: LogFilter = direction === 'after' ? { from_seq: seq + 1 } : { to_seq: seq - 1 };
    const order = direction === 'after' ? 'asc' : 'desc';
    const page = await listEntries(this.scope, { ...this.filter, ...conditions, ...range }, { order, limit: 1, count: 'none' }, signal);
    return page.logs[0] ?? null;
  }
}
