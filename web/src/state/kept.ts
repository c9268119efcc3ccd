/** What this browser remembers of the reader's choices. Storage may be forbidden; then a choice lasts as long as the page. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem('joblogs.' + name);
  } catch {
    return null;
  }
}

/** Remembers a choice; null forgets it. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) {
      localStorage.removeItem('joblogs.' + name);
    } else {
      localStorage.setItem('joblogs.' + name, value);
    }
  } catch {
    // Forbidden or full: the choice lasts as long as the page.
  }
}
