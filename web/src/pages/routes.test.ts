import { expect, test } from 'vitest';
import { match } from './routes.ts';

test('a path finds its page and the parts that vary', () => {
  expect(match('/runs/run_7')?.params).toEqual({ run: 'run_7' });
  expect(match('/')?.route.pattern).toBe('/');
});

test('a part that varies is decoded, and a damaged escape is kept as it is', () => {
  expect(match('/runs/a%20b')?.params['run']).toBe('a b');
  expect(match('/runs/100%')?.params['run']).toBe('100%');
});

test('a path that no page has finds nothing', () => {
  expect(match('/nowhere')).toBeNull();
  expect(match('/runs/a/b')).toBeNull();
});
