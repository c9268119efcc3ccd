import { expect, test } from 'vitest';
import type { Metric } from '../api/run-reports.ts';
import { toSeries } from './metric-series.ts';

const metric = (second: number, name: string, value: number, labels: Record<string, string> | null = null): Metric => ({
  timestamp: new Date(second * 1000).toISOString(), metric_name: name, metric_value: value, metric_type: 'gauge', labels,
});

test('metrics are parted by name and labels, whatever the order of the labels, and ordered by time', () => {
  const series = toSeries([
    metric(2, 'papers', 5), metric(1, 'papers', 3), metric(1, 'size', 7, { shard: 'a', kind: 'x' }), metric(2, 'size', 8, { kind: 'x', shard: 'a' }), metric(3, 'size', 1, { shard: 'b' }),
  ]);
  expect(series.map(({ name, labels, times, values }) => ({ name, labels, times, values }))).toEqual([
    { name: 'papers', labels: '', times: [1, 2], values: [3, 5] },
    { name: 'size', labels: 'kind=x shard=a', times: [1, 2], values: [7, 8] },
    { name: 'size', labels: 'shard=b', times: [3], values: [1] },
  ]);
});

test('no metrics make no series', () => {
  expect(toSeries([])).toEqual([]);
});
