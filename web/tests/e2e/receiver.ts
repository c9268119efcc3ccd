import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks. */
export interface Receiver {
  readonly url: string;
  /** The status that it answers; 400 at first. */
  answer: number;
  close(): void;
}

/** A receiver of webhooks that answers 400 at first, and what it was sent. */
export async function receive(): Promise<[string[], Receiver]> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push(body);
      response.writeHead(receiver.answer).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, answer: 400, close: () => void server.close() };
  return [received, receiver];
}
