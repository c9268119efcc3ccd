import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backoff } from './backoff.ts';
import type { LogEntry } from './entries.ts';
import { LogStream, type StreamState } from './log-stream.ts';
import type { StreamConnection, StreamEvent, StreamListener, StreamQuery, StreamTransport } from './stream-events.ts';

const query: StreamQuery = { scope: { run: 'run_1' }, filter: {} };
const end = { status: 'completed', first_seq: 1, last_seq: 3, entries: 3, matched: 3 } as const;
const logs = (cursor: string, ...seqs: number[]): StreamEvent => ({ type: 'logs', cursor, entries: seqs.map((seq) => ({ seq }) as LogEntry) });

class FakeServer {
  readonly opened: { after: string | null; listener: StreamListener; connection: StreamConnection; kind: number }[] = [];

  transport = (kind: number): StreamTransport => (_, after, listener) => {
    const connection = { ping: vi.fn(), close: vi.fn() };
    this.opened.push({ after, listener, connection, kind });
    return connection;
  };

  get last() {
    return this.opened.at(-1)!;
  }

  say(...events: StreamEvent[]): void {
    for (const event of events) {
      this.last.listener.alive();
      this.last.listener.event(event);
    }
  }
}

function follow(cursor: string | null = 'c0') {
  const server = new FakeServer();
  const seqs: number[] = [];
  const states: StreamState[] = [];
  const removed = vi.fn();
  const handlers = { entries: (entries: readonly LogEntry[]) => seqs.push(...entries.map((entry) => entry.seq)), state: (state: StreamState) => states.push(state), removed };
  const stream = new LogStream(query, cursor, handlers, [server.transport(0), server.transport(1)]);
  stream.open();
  return { server, seqs, states, stream, removed, kinds: () => states.map((state) => state.kind) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const subscribed: StreamEvent = { type: 'subscribed', removedThrough: null };

describe('a log stream', () => {
  it('tells truthfully where it stands', () => {
    const { server, kinds, seqs } = follow();
    server.say(subscribed, logs('c1', 1, 2), { type: 'caught_up' }, logs('c2', 3), { type: 'end', end, cursor: 'c3' });
    expect(kinds()).toEqual(['connecting', 'replaying', 'live', 'ended']);
    expect(seqs).toEqual([1, 2, 3]);
    expect(server.last.connection.close).toHaveBeenCalled();
  });

  it('goes on after the last cursor when the connection is lost', async () => {
    const { server, kinds, seqs } = follow();
    server.say(subscribed, logs('c1', 1), { type: 'caught_up' }, { type: 'checkpoint', cursor: 'c2' });
    server.last.listener.lost();
    expect(kinds().at(-1)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.opened.map((opened) => opened.after)).toEqual(['c0', 'c2']);
    server.say(subscribed, logs('c3', 2), { type: 'caught_up' });
    expect([kinds().at(-1), seqs]).toEqual(['live', [1, 2]]);
  });

  it('hears nothing more from a connection that it has given up', async () => {
    const { server, seqs } = follow();
    const first = server.last.listener;
    first.lost();
    await vi.advanceTimersByTimeAsync(1_000);
    first.event(logs('c9', 9));
    first.lost();
    await vi.advanceTimersByTimeAsync(10);
    expect([seqs, server.opened.length]).toEqual([[], 2]);
  });

  it('asks a silent connection for a sign of life, and leaves one that gives none', async () => {
    const { server, kinds } = follow();
    server.say(subscribed, { type: 'caught_up' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.last.connection.ping).toHaveBeenCalledTimes(1);
    server.last.listener.alive();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.last.connection.ping).toHaveBeenCalledTimes(2);
    expect(kinds().at(-1)).toBe('live');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(kinds().at(-1)).toBe('waiting');
  });

  it('tries another kind of connection when the first never answers, and not when it did', async () => {
    const { server } = follow();
    for (let turn = 0; turn < 3; turn++) {
      server.last.listener.lost();
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(server.opened.map((opened) => opened.kind)).toEqual([0, 0, 0, 1]);

    const other = follow();
    other.server.say(subscribed);
    for (let turn = 0; turn < 4; turn++) {
      other.server.last.listener.lost();
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(other.server.opened.map((opened) => opened.kind)).toEqual([0, 0, 0, 0, 0]);
  });

  it('connects at once when hurried, and only when it waits', () => {
    const { server, stream } = follow();
    stream.hurry();
    expect(server.opened).toHaveLength(1);
    server.last.listener.lost();
    stream.hurry();
    expect(server.opened).toHaveLength(2);
  });

  it('after the end looks for more from where it ended', () => {
    const { server, stream, kinds } = follow();
    server.say(subscribed, { type: 'end', end, cursor: 'c3' });
    stream.lookAgain();
    expect(server.last.after).toBe('c3');
    server.say(subscribed, logs('c4', 4), { type: 'end', end: { ...end, entries: 4 }, cursor: 'c5' });
    expect(kinds().at(-1)).toBe('ended');
  });

  it('tells what clean-up has removed, and what was refused', () => {
    const { server, removed, kinds } = follow();
    server.say({ type: 'subscribed', removedThrough: 700 });
    expect(removed).toHaveBeenCalledWith(700);
    server.say({ type: 'refused', problem: { type: '', title: '', status: 400, detail: 'No such cursor.', code: 'bad_cursor' } });
    expect(kinds().at(-1)).toBe('refused');
  });

  it('is silent once closed', async () => {
    const { server, stream, kinds } = follow();
    server.last.listener.lost();
    stream.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([kinds().at(-1), server.opened.length]).toEqual(['closed', 1]);
  });
});

describe('backoff', () => {
  it('doubles, within a bound, and begins anew after a success', () => {
    const backoff = new Backoff(100, 1_000, () => 0.5);
    expect([1, 2, 3, 4, 5, 6].map(() => backoff.next())).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    backoff.reset();
    expect([backoff.next(), backoff.attempts]).toEqual([100, 1]);
  });

  it('is never the same for all', () => {
    expect(new Backoff(100, 1_000, () => 0).next()).toBe(75);
    expect(new Backoff(100, 1_000, () => 1).next()).toBe(125);
  });
});
