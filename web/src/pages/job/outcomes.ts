import type { RecentRun } from '../../api/jobs.ts';
import { isUnderWay, type RunStatus } from '../../api/runs.ts';
import { isBad } from '../jobs/health.ts';
import type { Cut } from './period.ts';

export type Outcome = 'good' | 'bad' | 'other' | 'busy';

export const outcomes: readonly Outcome[] = ['good', 'bad', 'other', 'busy'];

/** What a status comes to. */
export function outcomeOf(status: RunStatus): Outcome {
  return status === 'completed' ? 'good' : isBad(status) ? 'bad' : isUnderWay(status) ? 'busy' : 'other';
}

/** How many runs of each outcome were made in each part of a cut. */
export function countOutcomes(runs: readonly RecentRun[], cut: Cut): Record<Outcome, number>[] {
  const bars = Array.from({ length: cut.count }, () => ({ good: 0, bad: 0, other: 0, busy: 0 }));
  for (const run of runs) {
    const bar = bars[Math.floor((Date.parse(run.created_at) - cut.start) / cut.step)];
    if (bar) {
      bar[outcomeOf(run.status)]++;
    }
  }
  return bars;
}
