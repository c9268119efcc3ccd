/** How long to wait before the next attempt to connect: twice as long after each failure, within bounds, never the same for all readers. */
export class Backoff {
  private failures = 0;

  constructor(private readonly first = 250, private readonly longest = 15_000, private readonly random: () => number = Math.random) {}

  /** Failed attempts since the last success. */
  get attempts(): number {
    return this.failures;
  }

  /** Milliseconds until the next attempt; counts a failure. */
  next(): number {
    const wait = Math.min(this.longest, this.first * 2 ** this.failures);
    this.failures++;
    return wait * (0.75 + this.random() / 2);
  }

  reset(): void {
    this.failures = 0;
  }
}
