import { signal } from '@preact/signals';

/** The time, in milliseconds since the Unix epoch, to the second: what says "5 seconds ago" reads it. */
export const now = signal(Date.now());

/** Lets the time go on. */
export function startClock(): void {
  setInterval(() => {
    if (!document.hidden) {
      now.value = Date.now();
    }
  }, 1_000);
  document.addEventListener('visibilitychange', () => (now.value = Date.now()));
}
