import type { Metric } from '../api/run-reports.ts';

/** What was recorded under one name with the same labels, in the order of time. */
export interface MetricSeries {
  readonly key: string;
  readonly name: string;
  readonly type: Metric['metric_type'];
  readonly labels: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Metrics as series, in the order in which each first appeared. */
export function toSeries(metrics: readonly Metric[]): MetricSeries[] {
  const series = new Map<string, { name: string; type: Metric['metric_type']; labels: string; points: [number, number][] }>();
  for (const metric of metrics) {
    const labels = Object.entries(metric.labels ?? {}).map(([name, value]) => `${name}=${value}`).toSorted().join(' ');
    const key = `${metric.metric_name}\n${labels}`;
    const point: [number, number] = [Date.parse(metric.timestamp) / 1000, metric.metric_value];
    const known = series.get(key);
    if (known) {
      known.points.push(point);
    } else {
      series.set(key, { name: metric.metric_name, type: metric.metric_type, labels, points: [point] });
    }
  }
  return [...series].map(([key, { name, type, labels, points }]) => {
    const sorted = points.toSorted((a, b) => a[0] - b[0]);
    return { key, name, type, labels, times: sorted.map(([time]) => time), values: sorted.map(([, value]) => value) };
  });
}
