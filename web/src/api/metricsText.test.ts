import { expect, test } from 'vitest';
import { readMetrics, sum } from './metricsText.ts';

const text = `# TYPE joblogs_live_connections gauge
joblogs_live_connections{otel_scope_name="JobLogs",kind="sse"} 3 1769855445000
joblogs_live_connections{kind="websocket"} 2
joblogs_queue_entries 0
broken_one NaN
escaped{path="a\\\\b\\"c"} 1
`;

test('samples are read with their labels, and comments and NaN are passed over', () => {
  const samples = readMetrics(text);
  expect(samples.map((sample) => [sample.name, sample.value])).toEqual([['joblogs_live_connections', 3], ['joblogs_live_connections', 2], ['joblogs_queue_entries', 0], ['escaped', 1]]);
  expect(samples[0]!.labels['kind']).toBe('sse');
  expect(samples[3]!.labels['path']).toBe('a\\b"c');
});

test('samples of one name are summed; a name that is not there is nothing', () => {
  expect(sum(readMetrics(text), 'joblogs_live_connections')).toBe(5);
  expect(sum(readMetrics(text), 'other')).toBeNull();
});
