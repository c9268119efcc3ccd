import type { LogList } from './log-list.ts';

/** What keys do beyond moving through the list. */
export interface KeyActions {
  search(): void;
  nextMatch(direction: 'before' | 'after'): void;
  nextError(direction: 'before' | 'after'): void;
  toggleWrap(): void;
  nextTimeMode(): void;
  copyEntry(): void;
  copyLink(): void;
}

/** Does what a key in the list means; false when it means nothing here. */
export function pressKey(event: KeyboardEvent, list: LogList, actions: KeyActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  const page = Math.max(20, list.viewHeight - 40);
  switch (event.key) {
    case 'ArrowDown': case 'j': list.activate(list.currentRank + list.step(1)); return true;
    case 'ArrowUp': case 'k': list.activate(list.currentRank + list.step(-1)); return true;
    case 'PageDown': list.moveBy(page); return true;
    case 'PageUp': list.moveBy(-page); return true;
    case ' ': list.moveBy(event.shiftKey ? -page : page); return true;
    case 'Home': case 'g': list.goToStart(); return true;
    case 'End': case 'G': case 'f': list.goToEnd(); return true;
    case 'Enter': list.toggle(list.currentRank); return true;
    case 'ArrowRight': case 'o': list.toggle(list.currentRank, true); return true;
    case 'ArrowLeft': list.toggle(list.currentRank, false); return true;
    case '/': actions.search(); return true;
    case 'n': actions.nextMatch('after'); return true;
    case 'N': case 'p': actions.nextMatch('before'); return true;
    case 'e': actions.nextError('after'); return true;
    case 'E': actions.nextError('before'); return true;
    case 'w': actions.toggleWrap(); return true;
    case 't': actions.nextTimeMode(); return true;
    case 'c': actions.copyEntry(); return true;
    case 'l': actions.copyLink(); return true;
    default: return false;
  }
}
