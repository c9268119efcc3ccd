import { expect, test, vi } from 'vitest';
import { ApiError } from './problem.ts';
import { address, observeRequests, request } from './request.ts';

const answer = (body: string, init: ResponseInit) => vi.stubGlobal('fetch', vi.fn(async () => new Response(body, init)));

test('parameters without a value are left out, lists are joined, and text is escaped', () => {
  expect(address('/api/logs', { search: '50% 论文', level: ['ERROR', 'CRITICAL'], step: undefined, job: '', skip: 0 })).toBe('/api/logs?search=50%25+%E8%AE%BA%E6%96%87&level=ERROR%2CCRITICAL&skip=0');
});

test('a problem comes out as an error that knows its fields', async () => {
  answer(JSON.stringify({ code: 'validation_failed', detail: 'No.', errors: { name: ['is required.', 'Really.'] } }), { status: 400, headers: { 'Content-Type': 'application/problem+json' } });
  const error = await request('/api/cronjobs').catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 400, code: 'validation_failed', message: 'No.' });
  expect((error as ApiError).field('name')).toBe('is required. Really.');
});

test('a refusal says when to come again', async () => {
  answer(JSON.stringify({ code: 'queue_full', detail: 'Full.' }), { status: 429, headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '2' } });
  await expect(request('/api/cronjobs')).rejects.toMatchObject({ retryAfter: 2 });
});

test('an answer that is no problem of ours, as of a proxy, is an error still', async () => {
  answer('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } });
  await expect(request('/api/cronjobs')).rejects.toMatchObject({ status: 502, code: 'http_502' });
});

test('a server that cannot be reached is told as away, and the page hears of it', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('Failed to fetch'); }));
  const outcomes: string[] = [];
  observeRequests((outcome) => outcomes.push(outcome));
  const error = await request('/api/cronjobs').catch((failure: unknown) => failure);
  expect((error as ApiError).isAway).toBe(true);
  expect(outcomes).toEqual(['away']);
});

test('an answer that breaks off counts as none, and the page hears of it', async () => {
  const broken = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode('{"items": ['));
      stream.error(new TypeError('network error'));
    },
  });
  vi.stubGlobal('fetch', vi.fn(async () => new Response(broken)));
  const outcomes: string[] = [];
  observeRequests((outcome) => outcomes.push(outcome));
  const error = await request('/api/cronjobs').catch((failure: unknown) => failure);
  expect((error as ApiError).isAway).toBe(true);
  expect(outcomes).toEqual(['answered', 'away']);
});
