/** Entries by rank (their number in the log, from 0), in pages, of which only so many are kept: the least lately used go first. */
export class PageCache<Entry> {
  // In the order of use: a map gives its keys in the order in which they were set.
  private readonly pages = new Map<number, Entry[]>();

  constructor(readonly pageSize: number, private readonly most: number) {}

  get size(): number {
    return this.pages.size;
  }

  pageOf(rank: number): number {
    return Math.floor(rank / this.pageSize);
  }

  /** The entry of a rank, if it is kept. Doesn't count as a use: that is said for a whole window by `touch`. */
  at(rank: number): Entry | undefined {
    return this.pages.get(this.pageOf(rank))?.[rank % this.pageSize];
  }

  /** How many entries of a page are kept, from its first. */
  filled(page: number): number {
    return this.pages.get(page)?.length ?? 0;
  }

  /** Pages that are in view: they go last. */
  touch(firstPage: number, lastPage: number): void {
    for (let page = firstPage; page <= lastPage; page++) {
      const entries = this.pages.get(page);
      if (entries) {
        this.pages.delete(page);
        this.pages.set(page, entries);
      }
    }
  }

  /** Keeps a page's entries. A log only grows, so a longer page is never replaced by a shorter one that was asked for earlier. */
  put(page: number, entries: readonly Entry[]): void {
    if (entries.length > this.filled(page)) {
      this.pages.delete(page);
      this.pages.set(page, entries.slice(0, this.pageSize));
      this.evict();
    }
  }

  /** Keeps entries that follow each other from a rank on, wherever they join what is kept; others wait until they are asked for. */
  add(rank: number, entries: readonly Entry[]): void {
    for (let done = 0; done < entries.length; ) {
      const page = this.pageOf(rank + done);
      const offset = (rank + done) % this.pageSize;
      const part = entries.slice(done, done + this.pageSize - offset);
      const kept = this.pages.get(page);
      if (offset === 0 && !kept) {
        this.put(page, part);
      } else if (kept && offset <= kept.length && offset + part.length > kept.length) {
        kept.length = offset;
        kept.push(...part);
      }
      done += part.length;
    }
  }

  clear(): void {
    this.pages.clear();
  }

  private evict(): void {
    for (const page of this.pages.keys()) {
      if (this.pages.size <= this.most) {
        return;
      }
      this.pages.delete(page);
    }
  }
}
