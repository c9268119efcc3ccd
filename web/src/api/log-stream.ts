import type { LogEntry } from './entries.ts';
import { Backoff } from './backoff.ts';
import { eventStreamTransport } from './event-stream-transport.ts';
import type { Problem } from './problem.ts';
import type { StatusChange, StreamConnection, StreamEnd, StreamEvent, StreamQuery, StreamTransport } from './stream-events.ts';
import { webSocketTransport } from './web-socket-transport.ts';

/** Where a stream stands. */
export type StreamState =
  | { readonly kind: 'connecting' }
  /** What was stored before is being delivered. */
  | { readonly kind: 'replaying' }
  | { readonly kind: 'live' }
  /** The connection is lost; the next attempt is made at `until` (milliseconds since 1970). */
  | { readonly kind: 'waiting'; readonly until: number; readonly attempt: number }
  | { readonly kind: 'ended'; readonly end: StreamEnd }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'closed' };

export interface StreamHandlers {
  entries(entries: readonly LogEntry[]): void;
  state(state: StreamState): void;
  status?(change: StatusChange): void;
  metric?(): void;
  /** Clean-up has removed entries after the cursor, up to this seq. */
  removed?(throughSeq: number): void;
}

/** Silence after which a sign of life is asked for, and how long it may take: a connection can die without a word. */
const silence = 20_000;
const patience = 8_000;

/** Attempts without an answer after which another kind of connection is tried. */
const hopeless = 3;

/**
 * Follows a log over any number of broken connections: each goes on after the last cursor that was received, so every
 * matching entry is handed over exactly once and in order.
 */
export class LogStream {
  private readonly backoff = new Backoff();
  private transport = 0;
  private answered = false;
  private connection: StreamConnection | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private current: StreamState = { kind: 'connecting' };

  constructor(
    private readonly query: StreamQuery,
    private cursor: string | null,
    private readonly handlers: StreamHandlers,
    private readonly transports: readonly StreamTransport[] = [webSocketTransport, eventStreamTransport],
  ) {}

  get state(): StreamState {
    return this.current;
  }

  open(): void {
    clearTimeout(this.timer);
    this.connection?.close();
    this.become({ kind: 'connecting' });
    const connection = this.transports[this.transport]!(this.query, this.cursor, {
      alive: () => connection === this.connection && this.expectLife(),
      event: (event) => connection === this.connection && this.take(event),
      lost: () => connection === this.connection && this.lose(),
    });
    this.connection = connection;
    this.expectLife();
  }

  /** Doesn't wait any longer before it connects again. Without effect on a stream that isn't waiting. */
  hurry(): void {
    if (this.current.kind === 'waiting') {
      this.open();
    }
  }

  /**
   * Looks for what was written after the end: a run that is over still accepts entries. Only the first kind of connection can say
   * that there is nothing new; of Server-Sent Events the browser tells such an answer like a lost connection.
   */
  lookAgain(): void {
    if (this.current.kind === 'ended' && this.current.end.status !== 'deleted' && this.transport === 0) {
      this.open();
    }
  }

  close(): void {
    this.stop();
    this.become({ kind: 'closed' });
  }

  private take(event: StreamEvent): void {
    if ('cursor' in event && event.cursor !== null) {
      this.cursor = event.cursor;
    }
    switch (event.type) {
      case 'subscribed': return this.begin(event.removedThrough);
      case 'caught_up': return this.become({ kind: 'live' });
      case 'logs': return this.handlers.entries(event.entries);
      case 'status': return this.handlers.status?.(event.change);
      case 'metric': return this.handlers.metric?.();
      case 'end': return this.finish({ kind: 'ended', end: event.end });
      case 'refused': return this.finish({ kind: 'refused', problem: event.problem });
      case 'checkpoint': return;
    }
  }

  private begin(removedThrough: number | null): void {
    this.answered = true;
    this.backoff.reset();
    this.become({ kind: 'replaying' });
    if (removedThrough !== null) {
      this.handlers.removed?.(removedThrough);
    }
  }

  private finish(state: StreamState): void {
    this.stop();
    this.become(state);
  }

  private lose(): void {
    this.stop();
    const wait = this.backoff.next();
    if (!this.answered && this.backoff.attempts % hopeless === 0) {
      this.transport = (this.transport + 1) % this.transports.length;
    }
    this.become({ kind: 'waiting', until: Date.now() + wait, attempt: this.backoff.attempts });
    this.timer = setTimeout(() => this.open(), wait);
  }

  private expectLife(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.connection?.ping();
      this.timer = setTimeout(() => this.lose(), patience);
    }, silence);
  }

  private stop(): void {
    clearTimeout(this.timer);
    const connection = this.connection;
    this.connection = null;
    connection?.close();
  }

  private become(state: StreamState): void {
    this.current = state;
    this.handlers.state(state);
  }
}
