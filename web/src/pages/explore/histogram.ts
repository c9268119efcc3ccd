import { levels, type LevelCounts } from '../../api/levels.ts';
import type { HistogramBucket } from '../../api/statistics.ts';
import { intervalOf } from './question.ts';

/** A bar of the histogram. */
export interface Span {
  readonly start: number;
  readonly counts: LevelCounts;
}

const nothing: LevelCounts = { DEBUG: 0, INFO: 0, WARNING: 0, ERROR: 0, CRITICAL: 0 };

/** Bars of equal length without holes: the server leaves empty ones out. */
export function fill(buckets: readonly HistogramBucket[], step: number, from: number | null, to: number | null): Span[] {
  const first = from ?? (buckets[0] ? Date.parse(buckets[0].start) : null);
  const last = to ?? (buckets.length > 0 ? Date.parse(buckets.at(-1)!.start) : null);
  if (first === null || last === null) {
    return [];
  }
  const known = new Map(buckets.map((bucket) => [Math.floor(Date.parse(bucket.start) / step), bucket.counts]));
  const begin = Math.floor(first / step);
  const count = Math.min(400, Math.max(1, Math.floor(last / step) - begin + 1));
  return Array.from({ length: count }, (_, index) => ({ start: (begin + index) * step, counts: known.get(begin + index) ?? nothing }));
}

/** Bars that are too many are put together: for everything, whose length is not known before the answer. */
export function coarsen(buckets: readonly HistogramBucket[]): { readonly buckets: readonly HistogramBucket[]; readonly step: number } {
  const first = Date.parse(buckets[0]?.start ?? '') || 0;
  const last = Date.parse(buckets.at(-1)?.start ?? '') || 0;
  const { ms } = intervalOf(Math.max(60_000, last - first));
  const sums = new Map<number, Record<string, number>>();
  for (const bucket of buckets) {
    const place = Math.floor(Date.parse(bucket.start) / ms) * ms;
    const sum = sums.get(place) ?? { ...nothing };
    for (const level of levels) {
      sum[level]! += bucket.counts[level];
    }
    sums.set(place, sum);
  }
  return { buckets: [...sums].map(([start, counts]) => ({ start: new Date(start).toISOString(), counts: counts as LevelCounts })), step: ms };
}
