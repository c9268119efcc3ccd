/** Foretells when work will be done from how it went lately. */
export class TimeLeft {
  private readonly seen: { readonly at: number; readonly done: number }[] = [];

  /** Notes how far it was at a time (milliseconds). Work that begins anew is foretold anew. */
  observe(done: number, at: number): void {
    const last = this.seen.at(-1);
    if (last && done < last.done) {
      this.seen.length = 0;
    }
    if (!last || done !== last.done || this.seen.length === 0) {
      this.seen.push({ at, done });
    }
    while (this.seen.length > 2 && this.seen[1]!.at < at - memory) {
      this.seen.shift();
    }
  }

  /** Milliseconds until `total` is done, or null when nothing can be told yet. */
  until(total: number, at: number): number | null {
    const [first, last] = [this.seen[0], this.seen.at(-1)];
    if (!first || !last || last.done >= total || last.done === first.done || at - first.at < 1000) {
      return null;
    }
    // Measured up to now and not to the last progress: work that is stuck takes longer the longer it is stuck.
    const perItem = (at - first.at) / (last.done - first.done);
    return Math.max(0, (total - last.done) * perItem);
  }
}

/** Older progress says little about the rest. */
const memory = 120_000;
