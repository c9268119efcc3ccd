import type { HistogramBucket } from '../../api/statistics.ts';

/** Where times stand in a histogram of a width in pixels. */
export class HistogramAxis {
  readonly from: number;
  readonly to: number;
  /** How long a bucket is, in milliseconds. */
  readonly step: number;
  private readonly starts: readonly number[];

  constructor(readonly buckets: readonly HistogramBucket[], readonly width: number) {
    this.starts = buckets.map((bucket) => Date.parse(bucket.start));
    // Empty spans are left out, so the length of one is the smallest distance of two.
    this.step = this.starts.reduce((least, start, index) => (index === 0 ? least : Math.min(least, start - this.starts[index - 1]!)), Infinity);
    if (this.step === Infinity) {
      this.step = 1000;
    }
    this.from = this.starts[0] ?? 0;
    this.to = (this.starts.at(-1) ?? 0) + this.step;
  }

  get isEmpty(): boolean {
    return this.buckets.length === 0 || this.width === 0;
  }

  get spansDays(): boolean {
    return !this.isEmpty && new Date(this.from).toDateString() !== new Date(this.to).toDateString();
  }

  x(time: number): number {
    return Math.min(this.width, Math.max(0, this.pixels(time - this.from)));
  }

  pixels(milliseconds: number): number {
    return (milliseconds / (this.to - this.from)) * this.width;
  }

  timeAt(x: number): number {
    return this.from + (Math.min(this.width, Math.max(0, x)) / this.width) * (this.to - this.from);
  }

  startOf(index: number): number {
    return this.starts[index]!;
  }

  bucketAt(time: number): HistogramBucket | undefined {
    return this.buckets[this.starts.findLastIndex((start) => start <= time && time < start + this.step)];
  }
}
