import { signal } from '@preact/signals';
import { keep, recall } from '../../state/kept.ts';
import { timeModes, type TimeMode } from '../../viewport/timestamps.ts';

const keptMode = recall('log.times') as TimeMode | null;

/** Whether long lines wrap. The reader's choice, kept. */
export const wraps = signal(recall('log.wrap') !== 'no');

/** How timestamps are shown. The reader's choice, kept. */
export const timeMode = signal<TimeMode>(keptMode !== null && timeModes.includes(keptMode) ? keptMode : 'local');

export function chooseWrap(chosen: boolean): void {
  wraps.value = chosen;
  keep('log.wrap', chosen ? null : 'no');
}

export function chooseTimeMode(chosen: TimeMode): void {
  timeMode.value = chosen;
  keep('log.times', chosen === 'local' ? null : chosen);
}

export function nextTimeMode(): void {
  chooseTimeMode(timeModes[(timeModes.indexOf(timeMode.peek()) + 1) % timeModes.length]!);
}
