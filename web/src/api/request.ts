import { ApiError, type Problem } from './problem.ts';

/** What a call may carry besides its path. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Give up after so many milliseconds (30,000). */
  readonly timeout?: number;
}

/** Query parameters; those without a value are left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

const defaultTimeout = 30_000;

/** What became of a call: tells the rest of the page whether the server is there, and whether it wants to know who asks. */
export type Outcome = 'answered' | 'away' | 'unauthorized';

let observer: (outcome: Outcome) => void = () => {};

/** Hears the outcome of every call. One listener: the page's state. */
export function observeRequests(listen: (outcome: Outcome) => void): void {
  observer = listen;
}

/** Calls the server and reads its JSON answer. Throws `ApiError`, or the signal's reason when it was cancelled. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  return (response.status === 204 ? undefined : await whole(response.json(), options.signal)) as T;
}

/** Calls the server and reads an answer of plain text. */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  return whole((await send(path, options)).text(), options.signal);
}

/** An answer that breaks off is none. */
async function whole<T>(body: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await body;
  } catch (error) {
    if (signal?.aborted || error instanceof SyntaxError) {
      throw error;
    }
    observer('away');
    throw new ApiError(0, 'unreachable', 'The server broke off its answer.');
  }
}

/** A path with its query string. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') {
      parameters.set(name, String(text));
    }
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const limit = AbortSignal.timeout(options.timeout ?? defaultTimeout);
  const init: RequestInit = {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    headers: options.body === undefined ? { Accept: 'application/json' } : { Accept: 'application/json', 'Content-Type': 'application/json' },
    signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  };
  let response: Response;
  try {
    response = await fetch(address(path, options.query), init);
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    observer('away');
    throw new ApiError(0, limit.aborted ? 'timeout' : 'unreachable', 'The server did not answer.');
  }
  observer(response.status === 401 ? 'unauthorized' : 'answered');
  if (response.ok) {
    return response;
  }
  throw await refusal(response);
}

async function refusal(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  const type = response.headers.get('Content-Type') ?? '';
  if (type.startsWith('application/problem+json')) {
    const problem = (await response.json()) as Problem;
    return new ApiError(response.status, problem.code, problem.detail, problem, retryAfter);
  }
  return new ApiError(response.status, 'http_' + response.status, `HTTP ${response.status}`, null, retryAfter);
}
