import type { LogEntry } from '../api/entries.ts';
import type { LogOpening, LogSource } from './log-source.ts';
import { PageCache } from './page-cache.ts';

const pageSize = 200;
const mostPages = 80;
const mostReads = 3;

/** What a log tells its reader. */
export interface RankedLogEvents {
  /** Entries have come that were waited for, or were appended. */
  changed(): void;
  /** Entries could not be read. */
  failed(error: unknown): void;
  /** Entries are gone that were here when the log was opened (clean-up removed them): ranks are no longer what they were. */
  shrunk(): void;
}

/**
 * A log of any length, of which only the neighbourhood of what was looked at lately is in memory. Places are ranks: an entry's
 * number in the log, from 0. A log only grows at its end, so a rank stays what it is.
 */
export class RankedLog {
  private readonly pages = new PageCache<LogEntry>(pageSize, mostPages);
  private readonly reads = new Map<number, AbortController>();
  private wanted: number[] = [];
  private closed = false;
  private count = 0;
  private lastSeq = 0;

  constructor(private readonly source: LogSource, private readonly events: RankedLogEvents) {}

  /** How many entries the log has. */
  get total(): number {
    return this.count;
  }

  /** How many entries are in memory at most. */
  static readonly mostKept = pageSize * mostPages;

  /** Begins with what the log's opening told. */
  begin(opening: LogOpening): void {
    this.count = opening.total;
    this.lastSeq = opening.newest.at(-1)?.seq ?? 0;
    this.addFrom(opening.total - opening.newest.length, opening.newest);
  }

  at(rank: number): LogEntry | undefined {
    return this.pages.at(rank);
  }

  /** Entries from the stream, in order. Those that were here before are passed over. */
  append(entries: readonly LogEntry[]): number {
    const first = entries.findIndex((entry) => entry.seq > this.lastSeq);
    if (first < 0) {
      return 0;
    }
    const fresh = first === 0 ? entries : entries.slice(first);
    this.pages.add(this.count, fresh);
    this.count += fresh.length;
    this.lastSeq = fresh.at(-1)!.seq;
    this.events.changed();
    return fresh.length;
  }

  /** Sees to it that the entries from a rank up to before another come, unless they are here. The latest wish counts. */
  want(from: number, to: number): void {
    const first = this.pages.pageOf(Math.max(0, from));
    const last = this.pages.pageOf(Math.max(from, Math.min(to, this.count) - 1));
    this.pages.touch(first, last);
    this.wanted = [];
    for (let page = first; page <= last; page++) {
      if (this.isMissing(page)) {
        this.wanted.push(page);
      }
    }
    this.readOn();
  }

  /** Nothing more is wanted. */
  close(): void {
    this.closed = true;
    this.wanted = [];
    for (const read of this.reads.values()) {
      read.abort();
    }
  }

  private addFrom(rank: number, entries: readonly LogEntry[]): void {
    // The first page is begun in the middle: it is read whole when someone comes to it.
    const skipped = rank % pageSize === 0 ? 0 : pageSize - (rank % pageSize);
    this.pages.add(rank + skipped, entries.slice(skipped));
  }

  private isMissing(page: number): boolean {
    return this.pages.filled(page) < this.dueIn(page) && !this.reads.has(page);
  }

  private readOn(): void {
    while (this.reads.size < mostReads && !this.closed) {
      const page = this.wanted.shift();
      if (page === undefined) {
        return;
      }
      if (this.isMissing(page)) {
        void this.read(page);
      }
    }
  }

  private async read(page: number): Promise<void> {
    const read = new AbortController();
    this.reads.set(page, read);
    const due = this.dueIn(page);
    try {
      const entries = await this.source.read(page * pageSize, pageSize, read.signal);
      this.reads.delete(page);
      this.take(page, entries, due);
    } catch (error) {
      this.reads.delete(page);
      if (!read.signal.aborted) {
        this.events.failed(error);
      }
    }
    this.readOn();
  }

  private take(page: number, entries: readonly LogEntry[], due: number): void {
    if (this.closed) {
      return;
    }
    if (entries.length < due) {
      this.events.shrunk();
    } else {
      this.pages.put(page, entries);
      this.events.changed();
    }
  }

  private dueIn(page: number): number {
    return Math.min(pageSize, this.count - page * pageSize);
  }
}
