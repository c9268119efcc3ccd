import { signal } from '@preact/signals';

/** Rises when alerts may have changed by what the reader did here: whoever shows them fetches anew. */
export const alertChanges = signal(0);

/** How often alerts are looked at, in milliseconds: the server tells of them to nobody who listens. */
export const alertPause = 10_000;
