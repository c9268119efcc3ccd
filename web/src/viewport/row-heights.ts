/** How high rows are: as measured where they were shown, else as high as those were on the average. */
export class RowHeights {
  private readonly measured = new Map<number, number>();
  private sum = 0;

  /** @param least The height of a row of one line. @param most How many are remembered at most. */
  constructor(private least: number, private readonly most = 20_000) {}

  of(rank: number): number {
    return this.measured.get(rank) ?? this.typical;
  }

  isMeasured(rank: number): boolean {
    return this.measured.has(rank);
  }

  /** What an unseen row is taken for. A few odd rows among the first ones don't decide: one line has a weight of its own. */
  get typical(): number {
    return (this.sum + this.least * priorWeight) / (this.measured.size + priorWeight);
  }

  measure(rank: number, height: number): void {
    const before = this.measured.get(rank);
    if (before === height) {
      return;
    }
    if (before !== undefined) {
      this.sum -= before;
    } else if (this.measured.size >= this.most) {
      this.forgetOldest();
    }
    this.measured.set(rank, height);
    this.sum += height;
  }

  /** A row changed: it is measured again when it is shown. */
  forget(rank: number): void {
    const before = this.measured.get(rank);
    if (before !== undefined) {
      this.sum -= before;
      this.measured.delete(rank);
    }
  }

  /** Everything changed: another width, other rows, lines that wrap. */
  reset(least = this.least): void {
    this.least = least;
    this.measured.clear();
    this.sum = 0;
  }

  private forgetOldest(): void {
    const oldest = this.measured.keys().next().value;
    if (oldest !== undefined) {
      this.forget(oldest);
    }
  }
}

const priorWeight = 30;
