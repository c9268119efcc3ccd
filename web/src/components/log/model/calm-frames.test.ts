import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CalmFrames } from './calm-frames.ts';

let time = 0;

beforeEach(() => {
  time = 0;
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (show: () => void) => setTimeout(show, 16 - (time % 16)));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  vi.spyOn(performance, 'now').mockImplementation(() => time);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Asks for a frame each millisecond of a second, in which each frame takes so long. */
function framesInASecond(cost: number): number {
  let frames = 0;
  const calm = new CalmFrames(() => {
    frames++;
    time += cost;
  });
  while (time < 1_000) {
    calm.request();
    vi.advanceTimersByTime(1);
    time++;
  }
  return frames;
}

test('news that cost nothing are shown in every frame', () => {
  expect(framesInASecond(0)).toBeGreaterThan(50);
});

test('news that cost much leave the page free for most of the time', () => {
  const frames = framesInASecond(20);
  expect(frames).toBeGreaterThan(5);
  expect(frames * 20).toBeLessThan(350);
});

test('a frame that was cancelled is not shown', () => {
  const show = vi.fn();
  const calm = new CalmFrames(show);
  calm.request();
  calm.cancel();
  vi.advanceTimersByTime(1_000);
  expect(show).not.toHaveBeenCalled();
});
