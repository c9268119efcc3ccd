import { signal } from '@preact/signals';
import { observeRequests } from '../api/request.ts';

/** Whether the last call was answered at all. */
export const serverIsAway = signal(false);

/** Whether the server wants to know who asks before it answers. */
export const signInNeeded = signal(false);

/** Listens to the outcome of every call from now on; a call that carries a stale session asks for a new one. */
export function startConnection(): void {
  observeRequests((outcome) => {
    serverIsAway.value = outcome === 'away';
    if (outcome === 'unauthorized') {
      signInNeeded.value = true;
    }
  });
}
