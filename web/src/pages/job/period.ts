/** The periods that a job's statistics look back. */
export const periods = ['1d', '7d', '30d', 'all'] as const;

export type Period = (typeof periods)[number];

const hour = 3_600_000;
const day = 24 * hour;

const lengths: Readonly<Record<Period, number | null>> = { '1d': day, '7d': 7 * day, '30d': 30 * day, all: null };

/** A span of time cut into equal parts. */
export interface Cut {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** When a period begins, rounded down to the hour so that its address stays the same for a while; undefined for everything. */
export function startOf(period: Period, now: number): number | undefined {
  const length = lengths[period];
  return length === null ? undefined : Math.floor((now - length) / hour) * hour;
}

/** Cuts a period into parts of an hour, a quarter of a day, a day or a whole number of days: at most 40. */
export function cut(period: Period, now: number, oldest: number): Cut {
  const from = startOf(period, now) ?? Math.min(oldest, now - day);
  const span = now - from;
  const step = [hour, 6 * hour, day].find((size) => span / size <= 40) ?? Math.ceil(span / 40 / day) * day;
  const offset = new Date(now).getTimezoneOffset() * 60_000;
  const start = Math.floor((from - offset) / step) * step + offset;
  return { start, step, count: Math.floor((now - start) / step) + 1 };
}
