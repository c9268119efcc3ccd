import type { LogList } from './log-list.ts';

/** Does what a key in the list means; false when it means nothing here. Letters are shortcuts of the page. */
export function pressKey(event: KeyboardEvent, list: LogList): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  const page = Math.max(20, list.viewHeight - 40);
  switch (event.key) {
    case 'ArrowDown': list.activate(list.currentRank + list.step(1)); return true;
    case 'ArrowUp': list.activate(list.currentRank + list.step(-1)); return true;
    case 'PageDown': list.moveBy(page); return true;
    case 'PageUp': list.moveBy(-page); return true;
    case ' ': list.moveBy(event.shiftKey ? -page : page); return true;
    case 'Home': list.goToStart(); return true;
    case 'End': list.goToEnd(); return true;
    case 'Enter': list.toggle(list.currentRank); return true;
    case 'ArrowRight': list.toggle(list.currentRank, true); return true;
    case 'ArrowLeft': list.toggle(list.currentRank, false); return true;
    default: return false;
  }
}
