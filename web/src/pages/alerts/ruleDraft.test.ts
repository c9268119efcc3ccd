import { expect, test } from 'vitest';
import type { AlertRule } from '../../api/alerts.ts';
import { draftOf, inputOf, othersOf, type RuleDraft } from './ruleDraft.ts';

const base = { id: 'rul_1', name: 'r', job_id: null, enabled: true, notify_recovered: false, quiet_seconds: 1_800, notifiers: ['ntf_1'] } as const;
const send = (draft: RuleDraft, before: AlertRule | null = null) => inputOf(draft, before, othersOf(draft));

test.each<AlertRule>([
  { ...base, type: 'run_failed', job_id: 'job_1', statuses: ['failed', 'skipped'] },
  { ...base, type: 'missed', enabled: false, after_seconds: 90 },
  { ...base, type: 'overran', after_seconds: 3_600, p95_factor: 2.5 },
  { ...base, type: 'overran', p95_factor: 3 },
  { ...base, type: 'silent', after_seconds: 600 },
  { ...base, type: 'log_match', filter: { min_level: 'ERROR', step: ['read'], error_code: 'DISK_FULL', level: ['ERROR'] }, more_than: 10, window_seconds: 300 },
])('a rule of the type $type that goes through the form unchanged comes out as it was', (rule) => {
  const { id, ...sent } = rule;
  const input = send(draftOf(rule, []), rule);
  expect(Object.fromEntries(Object.entries(input).filter(([name, value]) => value !== null || name === 'job_id'))).toEqual(sent);
});

test('only what the chosen type asks for is sent', () => {
  const draft = { ...draftOf(null, ['ntf_1']), name: ' quiet ', type: 'silent' as const, after: { text: '5', unit: 60 } };
  expect(send(draft)).toEqual({ name: 'quiet', type: 'silent', job_id: null, enabled: true, after_seconds: 300, notify_recovered: true, quiet_seconds: 0, notifiers: ['ntf_1'] });
});

test('a new rule on entries counts errors', () => {
  expect(send({ ...draftOf(null, []), type: 'log_match' })).toMatchObject({ filter: { min_level: 'ERROR' }, more_than: 0, window_seconds: 300 });
});

test('other conditions that are no JSON are told as such', () => {
  expect(othersOf({ ...draftOf(null, []), others: '{' })).toMatchObject({ fault: 'not_json' });
});
