import { signal } from '@preact/signals';
import type { LogEntry, LogFilter } from '../../../api/entries.ts';
import type { ApiLogSource } from '../../../viewport/api-log-source.ts';

/** Where the reader stands among the matches of a text. */
export interface MatchPosition {
  readonly total: number;
  /** From 1; null before the first step. */
  readonly at: number | null;
}

/** Goes from match to match and from error to error, also to those that were never in memory: the server finds them. */
export class Finder {
  readonly position = signal<MatchPosition | null>(null);
  private needle = '';
  private counting = new AbortController();
  private stepping = new AbortController();

  /** @param goTo Brings the entry of a rank into view. @param found Told whether there was one. */
  constructor(
    private readonly source: () => ApiLogSource | null,
    private readonly currentSeq: () => number | null,
    private readonly goTo: (rank: number) => void,
    private readonly found: (what: 'match' | 'error', isThere: boolean) => void,
  ) {}

  /** Counts the matches of a text: another one, or the same among other entries. */
  async setNeedle(needle: string): Promise<void> {
    this.counting.abort();
    const { signal } = (this.counting = new AbortController());
    this.needle = needle;
    this.position.value = null;
    if (needle !== '') {
      const total = await this.ask((source) => source.count({ search: needle }, signal), signal);
      if (total !== null) {
        this.position.value = { total, at: this.position.peek()?.at ?? null };
      }
    }
  }

  async nextMatch(direction: 'before' | 'after'): Promise<void> {
    if (this.needle === '') {
      return;
    }
    const conditions: LogFilter = { search: this.needle };
    const entry = await this.step('match', direction, conditions);
    if (entry) {
      const { signal } = this.stepping;
      const at = await this.ask((source) => source.countUpTo(entry.seq, conditions, signal), signal);
      this.position.value = { total: Math.max(this.position.peek()?.total ?? 0, at ?? 0), at };
    }
  }

  async nextError(direction: 'before' | 'after'): Promise<void> {
    await this.step('error', direction, { min_level: 'ERROR' });
  }

  private async step(what: 'match' | 'error', direction: 'before' | 'after', conditions: LogFilter): Promise<LogEntry | null> {
    this.stepping.abort();
    const { signal } = (this.stepping = new AbortController());
    const seq = this.currentSeq() ?? 0;
    const entry = await this.ask((source) => source.nearest(seq, direction, conditions, signal), signal);
    const rank = entry ? await this.ask((source) => source.rankOf(entry.seq, signal), signal) : null;
    if (!signal.aborted) {
      this.found(what, rank !== null);
    }
    if (rank !== null) {
      this.goTo(rank);
    }
    return rank === null ? null : entry;
  }

  /** The answer, or null when it is no longer wanted or can't be had: then the page says elsewhere that the server is away. */
  private async ask<T>(question: (source: ApiLogSource) => Promise<T>, signal: AbortSignal): Promise<T | null> {
    const source = this.source();
    if (!source) {
      return null;
    }
    try {
      const answer = await question(source);
      return signal.aborted ? null : answer;
    } catch {
      return null;
    }
  }
}
