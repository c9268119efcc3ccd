import type { ReadonlySignal } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/problem.ts';
import { patience, serverIsAway } from './connection.ts';

/** Something fetched: what is known of it, and whether more is on its way. */
export interface Resource<T> {
  readonly data: T | null;
  readonly error: ApiError | null;
  readonly loading: boolean;
  /** Fetches it anew; what is shown stays until then. */
  reload(): void;
}

interface Options {
  /** Fetch anew every so many milliseconds while the page can be seen. */
  readonly every?: number;
  /** Fetch anew whenever this changes. */
  readonly on?: ReadonlySignal<unknown>;
}

/** Fetches something when its key changes, and again as the options say. A newer fetch ends an older one. */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>, options: Options = {}): Resource<T> {
  const [state, setState] = useState<{ data: T | null; error: ApiError | null; loading: boolean }>({ data: null, error: null, loading: true });
  const current = useRef(load);
  current.current = load;
  const running = useRef<AbortController | null>(null);

  const reload = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState((was) => ({ ...was, loading: true }));
    current.current(controller.signal).then(
      (data) => {
        if (!controller.signal.aborted) {
          setState({ data, error: null, loading: false });
        }
      },
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setState((was) => ({ data: was.data, error: asApiError(error), loading: false }));
        }
      },
    );
  }, []);

  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [key, reload]);

  useEffect(() => options.on?.subscribe(skipFirst(reload)), [options.on, reload]);

  const isAway = state.error?.isAway ?? false;
  const pause = isAway ? patience : options.every;
  useEffect(() => {
    if (pause === undefined) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!document.hidden) {
        reload();
      }
    }, pause);
    return () => clearInterval(timer);
  }, [pause, reload]);

  // A server that came back is asked at once by everybody who missed it.
  useEffect(() => serverIsAway.subscribe(skipFirst((away: boolean) => !away && isAway && reload())), [isAway, reload]);

  return { ...state, reload };
}

function skipFirst<V>(then: (value: V) => unknown): (value: V) => void {
  let first = true;
  return (value) => {
    if (first) {
      first = false;
    } else {
      then(value);
    }
  };
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(-1, 'page_error', error instanceof Error ? error.message : String(error));
}
