// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { ScrollScale } from '../../../viewport/scroll-scale.ts';
import { ScrollInput } from './scroll-input.ts';

const view = 600;
const long = new ScrollScale(100_000_000, view);

let time = 0;
let element: HTMLElement;
let input: ScrollInput;

beforeEach(() => {
  time = 10_000;
  element = document.createElement('div');
  Object.defineProperty(element, 'clientHeight', { value: view });
  Object.defineProperty(element, 'scrollTop', { value: 0, writable: true });
  input = new ScrollInput(element, () => time);
});

describe('scrolling', () => {
  it('by a wheel is by pixels, however many come at once', () => {
    input.set(4_000_000);
    element.dispatchEvent(new Event('wheel'));
    element.scrollTop += 3_000;
    expect(input.read(long)).toEqual({ kind: 'by', pixels: 3_000 });
  });

  it('by the bar is to a place, and to the ends exactly', () => {
    element.scrollTop = 4_000_000;
    expect(input.read(long)).toEqual({ kind: 'to', top: long.toRows(4_000_000) });
    element.scrollTop = long.scrollEnd;
    expect(input.read(long)).toEqual({ kind: 'end' });
    element.scrollTop = 0;
    expect(input.read(long)).toEqual({ kind: 'start' });
  });

  it('long after the wheel stood still is the bar again', () => {
    element.dispatchEvent(new Event('wheel'));
    time += 2_000;
    element.scrollTop = 4_000_000;
    expect(input.read(long)?.kind).toBe('to');
  });

  it('of our own is nobody\'s wish', () => {
    input.set(5_000);
    expect(input.read(long)).toBeNull();
    expect(input.isBusy).toBe(false);
  });

  it('keeps the bar the reader\'s while a finger is on the list, and shortly after', () => {
    element.dispatchEvent(new Event('touchstart'));
    expect(input.isBusy).toBe(true);
    element.scrollTop = 100;
    input.read(long);
    element.dispatchEvent(new Event('touchend'));
    expect(input.isBusy).toBe(true);
    time += 200;
    expect(input.isBusy).toBe(false);
  });

  it('knows when the bar has no room left though the log has', () => {
    input.set(300);
    expect(input.isCramped(long)).toBe(true);
    input.set(4_000_000);
    expect(input.isCramped(long)).toBe(false);
  });
});
