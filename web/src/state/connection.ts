import { signal } from '@preact/signals';
import { observeRequests, request } from '../api/request.ts';

/** Whether the last call was answered at all. */
export const serverIsAway = signal(false);

/** Whether the server wants to know who asks before it answers. */
export const signInNeeded = signal(false);

/** How soon a server that did not answer is asked again, in milliseconds. */
export const patience = 3_000;

/** Listens to the outcome of every call from now on. A call that carries a stale session asks for a new one. */
export function startConnection(): void {
  observeRequests((outcome) => {
    const was = serverIsAway.peek();
    serverIsAway.value = outcome === 'away';
    if (outcome === 'unauthorized') {
      signInNeeded.value = true;
    }
    if (outcome === 'away' && !was) {
      setTimeout(() => void waitForServer(), patience);
    }
  });
}

/** Asks whether the server is there: for what noticed a broken stream, or a file that did not come. */
export async function probe(): Promise<void> {
  try {
    await request('/health/live', { timeout: 10_000 });
  } catch {
    // Whatever it was: the observer has heard it.
  }
}

async function waitForServer(): Promise<void> {
  while (serverIsAway.peek()) {
    await probe();
    await new Promise((resolve) => setTimeout(resolve, patience));
  }
}
