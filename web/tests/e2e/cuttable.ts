import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut: all connections at once, and for as long as a test wants. */
export interface CuttableWay {
  readonly url: string;
  /** Breaks every connection without a word. */
  cut(): void;
  /** Refuses new ones, or no longer. */
  refuse(refused: boolean): void;
  close(): void;
}

/** Opens a way to the server at an address. */
export async function wayTo(url: string): Promise<CuttableWay> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let refused = false;
  const relay = createServer((client) => {
    if (refused) {
      client.destroy();
      return;
    }
    const server = connect(Number(target.port), target.hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((listening) => relay.listen(0, '127.0.0.1', listening));
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    cut,
    refuse: (is) => (refused = is),
    close: () => {
      cut();
      relay.close();
    },
  };
}
