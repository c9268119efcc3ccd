import { expect, test } from 'vitest';
import type { RunStep } from '../api/run-reports.ts';
import { layOutSteps, spanOf } from './step-bars.ts';

const at = (second: number) => new Date(1_000_000 + second * 1000).toISOString();
const now = 1_000_000 + 100_000;

function step(id: string, from: number, to: number | null, parent: string | null = null): RunStep {
  return { id, parent_id: parent, name: id, status: to === null ? 'running' : 'completed', attempt: 1, started_at: at(from), finished_at: to === null ? null : at(to), duration_ms: 0 };
}

test('bars stand behind the step that they are a part of, in the order of their begin', () => {
  const steps = [step('b', 50, 100), step('a', 0, 50), step('a2', 20, 50, 'a'), step('a1', 0, 20, 'a')];
  const bars = layOutSteps(steps, spanOf(steps, now), now);
  expect(bars.map((bar) => [bar.step.id, bar.depth, bar.from, bar.to])).toEqual([['a', 0, 0, 0.5], ['a1', 1, 0, 0.2], ['a2', 1, 0.2, 0.5], ['b', 0, 0.5, 1]]);
});

test('a step that is not over reaches to now', () => {
  const steps = [step('a', 0, 50), step('b', 50, null)];
  expect(spanOf(steps, now)).toEqual({ from: 1_000_000, to: now });
  expect(layOutSteps(steps, spanOf(steps, now), now).at(-1)).toMatchObject({ from: 0.5, to: 1 });
});

test('a step whose parent is unknown stands at the top, and one that is its own parent is not laid out for ever', () => {
  const steps = [step('a', 0, 1, 'gone')];
  expect(layOutSteps(steps, spanOf(steps, now), now)).toHaveLength(1);
  const circle = [step('x', 0, 1, 'x')];
  expect(layOutSteps(circle, spanOf(circle, now), now).length).toBeLessThanOrEqual(1);
});

test('no steps have a span too', () => {
  expect(spanOf([], now)).toEqual({ from: now, to: now + 1 });
});
