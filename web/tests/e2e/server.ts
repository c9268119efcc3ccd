import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The server as it was built last; another one is named by JOBLOGS_SERVER. */
export const serverPath = resolve(process.env['JOBLOGS_SERVER'] ?? join(import.meta.dirname, '../../../src/JobLogs.Server/bin/Release/net10.0/joblogs-server.dll'));

/** A real server in a process of its own, on a database of its own. */
export interface Server {
  readonly url: string;
  /** Ends it; the database stays. */
  stop(): Promise<void>;
  /** Starts it again at the same address, on the same database. */
  start(): Promise<void>;
  /** Ends it and removes its database. */
  close(): Promise<void>;
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
}

/** Starts a server on an empty database and a free port. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  if (!existsSync(serverPath)) {
    throw new Error(`There is no server at ${serverPath}. Build it first: dotnet build -c Release`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'joblogs-web-'));
  let port = '0';
  let child: ChildProcess | null = null;
  let url = '';

  const start = async (): Promise<void> => {
    child = spawn('dotnet', [serverPath], {
      cwd: folder,
      env: { ...process.env, PAPER_SEARCH_SOURCE: 'sample', DATABASE_URL: `sqlite:///${folder}/joblogs.db`, PORT: port, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    url = await listening(child);
    port = new URL(url).port;
  };
  const stop = async (): Promise<void> => {
    if (child !== null && child.exitCode === null) {
      const gone = new Promise((done) => child!.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    }
  };
  await start();
  return {
    get url() {
      return url;
    },
    start,
    stop,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
    call: async (method, path, body) => {
      const response = await fetch(url + path, {
        method,
        headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) {
        throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      }
      return response.status === 204 ? undefined : response.json();
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      // A given port is listened to at every loopback address, and told by their name.
      const match = /Now listening on: http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(said);
      if (match) {
        found(`http://127.0.0.1:${match[1]}`);
      }
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => failed(new Error(`The server ended with ${code}: ${said}`)));
  });
}
