import { expect, test } from 'vitest';
import type { Job } from '../../api/jobs.ts';
import { draftOf, emptyDraft, inputOf, parametersOf, words } from './draft.ts';

const job: Job = {
  id: 'job_1', name: 'Nightly', type: 'paper_search', keywords: ['a', 'b c'], cron_expression: '0 3 * * *', timezone: 'Asia/Shanghai', enabled: true,
  parameters: { limit: 10 }, secret_parameters: ['token'], max_papers_per_run: null, timeout_seconds: 60, max_retries: 2, retry_delay_seconds: 30, concurrency: 'skip', misfire: 'once', jitter_seconds: 30, paused_until: '2026-02-01T00:00:00.000000Z',
  retention_days: 0, next_run_at: null, created_at: '', updated_at: '', last_run: null,
};

test('a job that goes through the form unchanged comes out as it was', () => {
  const draft = draftOf(job);
  const { id, next_run_at, created_at, updated_at, last_run, ...definition } = job;
  expect(inputOf(draft, parametersOf(draft))).toEqual(definition);
});

test('a job with parameters of its type that goes through the form unchanged comes out as it was', () => {
  const command = { ...job, type: 'command', keywords: [], parameters: { program: '/bin/a', arguments: ['-c', 'b c'], environment: '***' }, secret_parameters: ['environment'] };
  const draft = draftOf(command);
  expect(draft.parameters).not.toContain('program');
  expect(inputOf(draft, parametersOf(draft))).toMatchObject({ parameters: command.parameters, secret_parameters: ['environment'] });
});

test('an external job is sent without schedule and keywords', () => {
  const draft = { ...emptyDraft('UTC'), type: 'external', keywords: 'left over' };
  expect(inputOf(draft, parametersOf(draft))).toMatchObject({ cron_expression: null, keywords: null, max_papers_per_run: null });
});

test('what is no number is sent as it was typed, so that the server says what is wrong', () => {
  const draft = { ...emptyDraft('UTC'), max_retries: 'many', timeout_seconds: ' 90 ' };
  expect(inputOf(draft, parametersOf(draft))).toMatchObject({ max_retries: 'many', timeout_seconds: 90 });
});

test('keywords are parted by commas of either script', () => {
  expect(words('machine learning, 大模型，检索、 ,agents\n')).toEqual(['machine learning', '大模型', '检索', 'agents']);
});

test.each([['{"a": 1', 'not_json'], ['[1]', 'not_object'], ['null', 'not_object']])('parameters %s are refused as %s', (typed, fault) => {
  expect(parametersOf({ ...emptyDraft('UTC'), parameters: typed })).toMatchObject({ fault });
});
