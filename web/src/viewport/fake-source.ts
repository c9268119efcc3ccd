import type { LogEntry } from '../api/entries.ts';
import type { LogOpening, LogSource } from './log-source.ts';

/** A log for tests: an answer comes when the test says so. */
export class FakeSource implements LogSource {
  readonly asked: { rank: number; signal: AbortSignal; answer: (entries?: readonly LogEntry[]) => void; fail: (error: Error) => void }[] = [];

  constructor(public entries: LogEntry[]) {}

  open(): Promise<LogOpening> {
    const newest = this.entries.slice(-200);
    return Promise.resolve({ total: this.entries.length, newest, cursor: 'c' });
  }

  read(rank: number, count: number, signal: AbortSignal): Promise<readonly LogEntry[]> {
    return new Promise((resolve, reject) => {
      this.asked.push({ rank, signal, answer: (entries = this.entries.slice(rank, rank + count)) => resolve(entries), fail: reject });
    });
  }

  rankOf(seq: number): Promise<number> {
    return Promise.resolve(this.entries.filter((entry) => entry.seq < seq).length);
  }
}

export function entry(seq: number, message = `entry ${seq}`): LogEntry {
  return {
    id: `log_${seq}`, seq, job_id: 'job_1', job_run_id: 'run_1', timestamp: '2026-01-31T10:30:00.000000Z', level: 'INFO', message, details: null, step: null,
    duration_ms: null,
  };
}

export const entries = (from: number, to: number): LogEntry[] => Array.from({ length: to - from }, (_, index) => entry(from + index));
