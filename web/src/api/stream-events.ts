import type { LogEntry, LogFilter, LogScope } from './entries.ts';
import type { Problem } from './problem.ts';
import type { RunStatus } from './runs.ts';

/** What a stream is asked for. */
export interface StreamQuery {
  readonly scope: LogScope;
  readonly filter: LogFilter;
}

/** How a run's stream ends: the run is over and all was delivered; `deleted` when there is nothing left to follow. */
export interface StreamEnd {
  readonly status: RunStatus | 'deleted';
  readonly first_seq: number | null;
  readonly last_seq: number | null;
  /** All entries of the run. */
  readonly entries: number | null;
  /** Those among them that the stream's filter matches. */
  readonly matched: number | null;
}

export interface StatusChange {
  readonly from_status: RunStatus | null;
  readonly to_status: RunStatus;
  readonly reason: string | null;
}

/** What a stream tells. A cursor names the place up to which everything was told. */
export type StreamEvent =
  | { readonly type: 'subscribed'; readonly removedThrough: number | null }
  | { readonly type: 'caught_up' }
  | { readonly type: 'logs'; readonly entries: readonly LogEntry[]; readonly cursor: string | null }
  | { readonly type: 'status'; readonly change: StatusChange; readonly cursor: string | null }
  | { readonly type: 'metric'; readonly cursor: string | null }
  | { readonly type: 'checkpoint'; readonly cursor: string | null }
  | { readonly type: 'end'; readonly end: StreamEnd; readonly cursor: string | null }
  | { readonly type: 'refused'; readonly problem: Problem };

/** Hears a connection. After `lost` it is over. `alive`: something was received, whatever it was. */
export interface StreamListener {
  alive(): void;
  event(event: StreamEvent): void;
  lost(): void;
}

/** One connection of a stream. */
export interface StreamConnection {
  /** Asks for a sign of life, where the kind of connection has one. */
  ping(): void;
  close(): void;
}

/** Opens a connection that goes on after a cursor; without one it begins before the newest entries. */
export type StreamTransport = (query: StreamQuery, after: string | null, listener: StreamListener) => StreamConnection;

/** The event of a message of the given type with the given data; null for what needs no answer. */
export function streamEvent(type: string, data: unknown, cursor: string | null): StreamEvent | null {
  switch (type) {
    case 'subscribed': return { type, removedThrough: (data as { removed_through_seq?: number } | null)?.removed_through_seq ?? null };
    case 'caught_up': return { type };
    case 'log': return { type: 'logs', entries: [data as LogEntry], cursor };
    case 'logs': return { type, entries: data as LogEntry[], cursor };
    case 'status': return { type, change: data as StatusChange, cursor };
    case 'metric': return { type, cursor };
    case 'checkpoint': return { type, cursor };
    case 'end': return { type, end: data as StreamEnd, cursor };
    case 'error': return { type: 'refused', problem: data as Problem };
    default: return null;
  }
}
