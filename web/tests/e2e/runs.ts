import type { Server } from './server.ts';

/** A run that a test writes itself. */
export interface WrittenRun {
  readonly id: string;
  readonly path: string;
  /** Writes entries in one request; answers when they are committed. */
  write(entries: readonly object[]): Promise<void>;
  patch(change: object): Promise<void>;
  post(what: string, body: object): Promise<void>;
}

let made = 0;

/** Starts a run of an external job of its own. */
export async function startRun(server: Server, name = `job-${++made}`): Promise<WrittenRun> {
  const job = await server.call<{ id: string }>('POST', '/api/cronjobs', { name, type: 'external' });
  const { id } = await server.call<{ id: string }>('POST', `/api/cronjobs/${job.id}/runs`, { parameters: { source: 'test' } });
  const api = `/api/job-runs/${id}`;
  return {
    id,
    path: `/runs/${id}`,
    write: async (entries) => {
      const answer = await fetch(`${server.url}${api}/logs`, {
        method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body: entries.map((entry) => JSON.stringify(entry)).join('\n'),
      });
      const { accepted } = (await answer.json()) as { accepted: number };
      if (accepted !== entries.length) {
        throw new Error(`Of ${entries.length} entries ${accepted} were accepted.`);
      }
    },
    patch: async (change) => void (await server.call('PATCH', api, change)),
    post: async (what, body) => void (await server.call('POST', `${api}/${what}`, body)),
  };
}

/** Entries that say their number, `from` up to before `to`; one in ten is a warning, one in fifty an error. */
export const numbered = (from: number, to: number, message = (number: number) => `entry ${number}`): object[] =>
  Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    return { message: message(number), level: number % 50 === 49 ? 'ERROR' : number % 10 === 9 ? 'WARNING' : 'INFO', step: number % 2 === 0 ? 'even' : 'odd' };
  });
