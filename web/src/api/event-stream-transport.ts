import { logPath } from './entries.ts';
import { address, type Query } from './request.ts';
import { streamEvent, type StreamTransport } from './stream-events.ts';

const types = ['subscribed', 'log', 'status', 'metric', 'checkpoint', 'caught_up', 'end'] as const;

/** Streams over Server-Sent Events: for those between whom and the server something stands that lets no WebSocket through. */
export const eventStreamTransport: StreamTransport = (query, after, listener) => {
  const place: Query = after === null ? { tail: 10_000 } : { after };
  const source = new EventSource(address(`${logPath(query.scope)}/stream`, { ...(query.filter as Query), ...place }));
  for (const type of types) {
    source.addEventListener(type, (message: MessageEvent<string>) => {
      listener.alive();
      const event = streamEvent(type, message.data === '' ? null : JSON.parse(message.data), message.lastEventId || null);
      if (event) {
        listener.event(event);
      }
    });
  }
  source.onopen = () => {
    listener.alive();
    // This kind of stream says "subscribed" only where clean-up has something to tell.
    listener.event({ type: 'subscribed', removedThrough: null });
  };
  source.onerror = () => {
    // It would connect again by itself; when and from where is better decided in one place, whatever the kind of stream.
    source.close();
    listener.lost();
  };
  return { ping: () => listener.alive(), close: () => source.close() };
};
