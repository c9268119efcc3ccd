import { logPath } from './entries.ts';
import { streamEvent, type StreamTransport } from './stream-events.ts';

/** So many of the newest entries come first where there is no cursor to go on from: nothing had been written when it was asked for. */
const tail = 10_000;

/** Streams over a WebSocket, many entries a message. */
export const webSocketTransport: StreamTransport = (query, after, listener) => {
  const address = new URL(`${logPath(query.scope)}/ws`, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);

  socket.onopen = () => {
    const place = after === null ? { tail } : { after };
    socket.send(JSON.stringify({ type: 'subscribe', batch: true, filters: present(query.filter), ...place }));
  };
  socket.onmessage = (message: MessageEvent<string>) => {
    listener.alive();
    const { type, data, cursor } = JSON.parse(message.data) as { type: string; data: unknown; cursor?: string };
    const event = streamEvent(type, data, cursor ?? null);
    if (event) {
      listener.event(event);
    }
  };
  socket.onclose = () => listener.lost();

  return {
    ping() {
      if (socket.readyState === WebSocket.OPEN) {
        socket.send('{"type":"ping"}');
      }
    },
    close() {
      socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
};

/** A filter without the conditions that aren't set. */
function present(filter: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}
