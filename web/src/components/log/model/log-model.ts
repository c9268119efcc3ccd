import { batch, signal } from '@preact/signals';
import type { LogEntry, LogScope } from '../../../api/entries.ts';
import { LogStream, type StreamState } from '../../../api/log-stream.ts';
import { ApiError } from '../../../api/problem.ts';
import type { StatusChange } from '../../../api/stream-events.ts';
import { ApiLogSource } from '../../../viewport/api-log-source.ts';
import { RankedLog } from '../../../viewport/ranked-log.ts';
import type { LogList } from '../list/log-list.ts';
import { CalmFrames } from './calm-frames.ts';
import { Finder } from './finder.ts';
import { LogStatisticsModel } from './log-statistics.ts';
import { Pace } from './pace.ts';
import { isFiltered, noFilter, toLogFilter, type ViewFilter } from './view-filter.ts';

/** Where a log is opened: at an entry, or at its end. */
export type OpenAt = { readonly seq: number; readonly mark?: boolean } | 'end';

/** What the viewer has to tell the reader at the moment. */
export type LogNotice = 'noMoreErrors' | 'noMoreMatches' | 'entryGone' | null;

/** What the page around the viewer wants to hear. */
export interface LogListener {
  status?(change: StatusChange): void;
  metric?(): void;
  ended?(): void;
}

const retryAfter = 2_000;
const mostMends = 3;

/** A log as it is being read: what is shown of it, how it is followed, where the reader stands. */
export class LogModel {
  readonly filter = signal<ViewFilter>(noFilter);
  readonly opening = signal(true);
  readonly error = signal<ApiError | null>(null);
  readonly stream = signal<StreamState>({ kind: 'connecting' });
  readonly total = signal(0);
  readonly following = signal(true);
  /** Entries that came since the reader left the end. */
  readonly fresh = signal(0);
  readonly freshErrors = signal(0);
  /** Entries a second, lately. */
  readonly pace = new Pace();
  readonly notice = signal<LogNotice>(null);
  readonly removedThrough = signal<number | null>(null);
  readonly statistics: LogStatisticsModel;
  readonly finder: Finder;
  /** Errors that the stream has brought. */
  errorsSeen = 0;
  list: LogList | null = null;

  private log: RankedLog | null = null;
  private source: ApiLogSource | null = null;
  private connection: LogStream | null = null;
  /** Brings a list to where the log was opened. */
  private arrive: ((list: LogList) => void) | null = null;
  private readonly frames = new CalmFrames(() => this.changed());
  private retry: ReturnType<typeof setTimeout> | undefined;
  private generation = 0;
  private mends = 0;

  constructor(private readonly scope: LogScope, private readonly listener: LogListener = {}) {
    this.statistics = new LogStatisticsModel(scope);
    this.finder = new Finder(
      () => this.source,
      () => this.list?.current?.seq ?? null,
      (rank) => this.list?.reveal(rank),
      (what, isThere) => (this.notice.value = isThere ? null : what === 'error' ? 'noMoreErrors' : 'noMoreMatches'),
    );
  }

  /** The list that shows this log from now on; null when it is gone. */
  attach(list: LogList | null): void {
    this.list = list;
    if (list) {
      this.arrive?.(list);
    }
  }

  entryAt(rank: number): LogEntry | undefined {
    return this.log?.at(rank);
  }

  /** Shows what another filter leaves. The reader stays at the entry that is read, or the one that comes next. */
  async setFilter(filter: ViewFilter, at?: OpenAt): Promise<void> {
    const current = this.list?.current;
    const place: OpenAt = at ?? (this.following.peek() || !current ? 'end' : { seq: current.seq });
    const before = this.filter.peek();
    const isFirst = this.generation === 0;
    this.filter.value = filter;
    if (!isFirst && JSON.stringify(toLogFilter(before)) === JSON.stringify(toLogFilter(filter))) {
      void this.finder.setNeedle(filter.text);
      return;
    }
    await this.open(place);
  }

  async open(at: OpenAt): Promise<void> {
    const generation = ++this.generation;
    this.leave();
    const source = new ApiLogSource(this.scope, toLogFilter(this.filter.peek()));
    this.statistics.show(this.filter.peek());
    this.opening.value = true;
    try {
      const never = new AbortController().signal;
      const [opening, rank] = await Promise.all([source.open(never), at === 'end' ? null : source.rankOf(at.seq, never)]);
      if (generation !== this.generation) {
        return;
      }
      this.source = source;
      this.log = new RankedLog(source, {
        changed: () => this.frames.request(),
        failed: () => this.readAgainSoon(),
        shrunk: () => void this.open(this.here()),
      });
      this.log.begin(opening);
      this.begin(at, rank, opening.cursor);
    } catch (error) {
      if (generation === this.generation) {
        this.error.value = error instanceof ApiError ? error : new ApiError(0, 'unknown', String(error));
        this.opening.value = false;
      }
    }
  }

  /** Brings the entry with this seq into view and marks it. */
  async goTo(seq: number): Promise<void> {
    const rank = await this.source?.rankOf(seq, new AbortController().signal).catch(() => null);
    if (rank !== null && rank !== undefined) {
      this.list?.mark(seq);
      this.list?.reveal(rank);
      await this.checkMark(seq);
    }
  }

  /** Goes to where a time begins. */
  async goToTime(time: string): Promise<void> {
    const none = new AbortController().signal;
    const entry = await this.source?.nearest(0, 'after', { start_time: time }, none).catch(() => null);
    const rank = entry ? await this.source?.rankOf(entry.seq, none).catch(() => null) : null;
    if (rank !== null && rank !== undefined) {
      this.list?.goTo(rank, 0);
    }
  }

  /** The reader holds on to the end, or has left it. */
  follows(is: boolean): void {
    batch(() => {
      this.following.value = is;
      this.fresh.value = 0;
      this.freshErrors.value = 0;
    });
  }

  toEnd(): void {
    this.list?.goToEnd();
  }

  connectNow(): void {
    this.connection?.hurry();
  }

  /** The reader has come back to the page, or the server has. */
  wake(): void {
    if (this.error.peek()?.isAway) {
      void this.open(this.here());
    }
    this.connection?.hurry();
    this.connection?.lookAgain();
  }

  close(): void {
    this.generation++;
    this.leave();
    this.statistics.close();
    this.frames.cancel();
  }

  private leave(): void {
    clearTimeout(this.retry);
    this.connection?.close();
    this.connection = null;
    this.log?.close();
    this.error.value = null;
    this.notice.value = null;
  }

  private begin(at: OpenAt, rank: number | null, cursor: string | null): void {
    batch(() => {
      this.opening.value = false;
      this.total.value = this.log!.total;
      this.fresh.value = 0;
      this.freshErrors.value = 0;
    });
    this.arrive = (list) => {
      list.show(this.log);
      if (rank === null || at === 'end') {
        list.goToEnd();
      } else {
        list.goTo(rank);
        if (at.mark) {
          list.mark(at.seq);
          list.reveal(rank);
          void this.checkMark(at.seq);
        }
      }
    };
    if (this.list) {
      this.arrive(this.list);
    }
    if (this.generation === 1) {
      void this.statistics.readSteps();
    }
    this.follow(cursor);
    void this.finder.setNeedle(this.filter.peek().text);
  }

  private follow(cursor: string | null): void {
    const stream = new LogStream({ scope: this.scope, filter: toLogFilter(this.filter.peek()) }, cursor, {
      entries: (entries) => this.append(entries),
      state: (state) => {
        if (stream === this.connection) {
          this.streamed(state);
        }
      },
      status: (change) => this.listener.status?.(change),
      metric: () => this.listener.metric?.(),
      removed: (seq) => this.cleanedUp(seq),
    });
    this.connection = stream;
    stream.open();
  }

  private append(entries: readonly LogEntry[]): void {
    const added = this.log?.append(entries) ?? 0;
    this.pace.count(added);
    if (added > 0) {
      this.statistics.outdate();
      const errors = entries.slice(-added).filter((entry) => entry.level === 'ERROR' || entry.level === 'CRITICAL').length;
      this.errorsSeen += errors;
      if (errors > 0 && !this.following.peek()) {
        this.freshErrors.value += errors;
      }
    }
  }

  private streamed(state: StreamState): void {
    this.stream.value = state;
    // A cursor that the server doesn't know: the database is another one. What it has is read anew.
    if (state.kind === 'refused' && state.problem.code === 'bad_cursor' && this.mends++ < mostMends) {
      void this.open('end');
    }
    if (state.kind !== 'ended') {
      return;
    }
    this.listener.ended?.();
    // What is here must be what the server says there is; if entries were removed meanwhile it is read anew.
    if (state.end.matched !== null && state.end.matched !== this.log?.total && this.mends < mostMends) {
      this.mends++;
      void this.open(this.here());
    }
  }

  private cleanedUp(seq: number): void {
    this.removedThrough.value = seq;
    void this.open(this.here());
  }

  private here(): OpenAt {
    const current = this.list?.current;
    return this.following.peek() || !current ? 'end' : { seq: current.seq };
  }

  /** An entry that is named but hidden by the filter is worth more than the filter; one that is gone is told. */
  private async checkMark(seq: number): Promise<void> {
    const { source } = this;
    const found = await source?.nearest(seq - 1, 'after', {}, new AbortController().signal).catch(() => undefined);
    if (source !== this.source || found === undefined || found?.seq === seq) {
      return;
    }
    if (this.isFiltered) {
      await this.setFilter({ ...noFilter, text: this.filter.peek().text, textMode: 'find' }, { seq, mark: true });
    } else {
      this.notice.value = 'entryGone';
    }
  }

  private readAgainSoon(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.list?.paintSoon(), retryAfter);
  }

  private changed(): void {
    const total = this.log?.total ?? 0;
    batch(() => {
      this.fresh.value = this.following.peek() ? 0 : this.fresh.peek() + Math.max(0, total - this.total.peek());
      this.total.value = total;
    });
    this.list?.paintSoon();
  }

  /** Whether anything was opened yet: before, the filter is not the reader's. */
  get isOpened(): boolean {
    return this.generation > 0;
  }

  /** Whether the filter leaves entries out. */
  get isFiltered(): boolean {
    return isFiltered(this.filter.peek());
  }
}
