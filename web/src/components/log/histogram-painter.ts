import { levels, type Level, type LevelCounts } from '../../api/levels.ts';
import type { HistogramAxis } from './histogram-axis.ts';

interface Times {
  readonly from: number;
  readonly to: number;
}

/** What a histogram shows besides its bars. */
export interface HistogramMarks {
  /** The levels that are shown in the list; none means all. */
  readonly levels: readonly Level[];
  readonly range: Times | null;
  /** The times of the entries in view. */
  readonly inView: Times | null;
  readonly pointed: number | null;
}

/** Room above the tallest bar, and below for where the reader is. */
const top = 3;
const foot = 5;

/** Paints stacked bars by level, in the colours of the theme. */
export function paintHistogram(canvas: HTMLCanvasElement, axis: HistogramAxis, marks: HistogramMarks): void {
  const paint = prepare(canvas, axis.width);
  if (!paint || axis.isEmpty) {
    return;
  }
  const style = getComputedStyle(canvas);
  const color = (name: string): string => style.getPropertyValue(`--paint-${name}`);
  const height = canvas.clientHeight;
  const most = Math.max(...axis.buckets.map(({ counts }) => sum(counts)));
  paint.fillStyle = color('range');
  if (marks.range) {
    const [from, to] = marks.range.from < marks.range.to ? [marks.range.from, marks.range.to] : [marks.range.to, marks.range.from];
    paint.fillRect(axis.x(from), 0, Math.max(1, axis.x(to) - axis.x(from)), height);
  }
  axis.buckets.forEach((bucket, index) => {
    const x = axis.x(axis.startOf(index));
    const width = Math.max(1, axis.pixels(axis.step) - 1);
    let y = height - foot;
    for (const level of levels) {
      if (bucket.counts[level] > 0) {
        // So that one error among thousands of entries still shows.
        const bar = Math.max(1.5, (bucket.counts[level] / most) * (height - foot - top));
        const isOut = (marks.levels.length > 0 && !marks.levels.includes(level)) || isOutside(axis.startOf(index), axis.step, marks.range);
        paint.globalAlpha = isOut ? 0.25 : 1;
        paint.fillStyle = color(level.toLowerCase());
        paint.fillRect(x, y - bar, width, bar);
        y -= bar;
      }
    }
  });
  paint.globalAlpha = 1;
  paintPlaces(paint, axis, marks, height, color);
}

function paintPlaces(paint: CanvasRenderingContext2D, axis: HistogramAxis, marks: HistogramMarks, height: number, color: (name: string) => string): void {
  if (marks.inView) {
    const x = axis.x(marks.inView.from);
    const width = Math.max(3, axis.x(marks.inView.to) - x);
    paint.fillStyle = color('here');
    paint.fillRect(Math.min(x, axis.width - 3), height - 3, width, 3);
  }
  if (marks.pointed !== null) {
    paint.fillStyle = color('pointed');
    paint.fillRect(axis.x(marks.pointed), 0, 1, height - foot);
  }
}

function prepare(canvas: HTMLCanvasElement, width: number): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio || 1;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const paint = canvas.getContext('2d');
  paint?.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint?.clearRect(0, 0, width, height);
  return paint;
}

const sum = (counts: LevelCounts): number => levels.reduce((total, level) => total + counts[level], 0);

const isOutside = (start: number, step: number, range: Times | null): boolean =>
  range !== null && (start + step < Math.min(range.from, range.to) || start > Math.max(range.from, range.to));
