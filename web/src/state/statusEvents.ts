import { signal } from '@preact/signals';
import { patience, probe } from './connection.ts';

/** Rises whenever the status of some run changed: what shows runs fetches anew. */
export const statusChanges = signal(0);

/** Runs change in bursts (begin, step, end); one look after each burst is enough, in milliseconds. */
const settle = 150;

let source: EventSource | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Listens to the status changes of all runs from now on. */
export function startStatusEvents(): void {
  source?.close();
  source = new EventSource('/api/logs/stream?types=status&tail=0');
  source.addEventListener('status', changed);
  let wasBroken = false;
  source.addEventListener('open', () => {
    if (wasBroken) {
      wasBroken = false;
      changed();
    }
  });
  const own = source;
  source.addEventListener('error', () => {
    wasBroken = true;
    void probe();
    // A refusal closes it for good; a server that is away is tried again by the browser itself.
    if (own.readyState === EventSource.CLOSED) {
      setTimeout(() => source === own && startStatusEvents(), patience);
    }
  });
}

/** Stops listening: for a reader who signed out. */
export function stopStatusEvents(): void {
  source?.close();
  source = null;
}

function changed(): void {
  clearTimeout(timer);
  timer = setTimeout(() => statusChanges.value++, settle);
}
