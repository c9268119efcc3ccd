import { copyCleanly } from './list/copying.ts';
import { pressKey } from './list/list-keys.ts';
import type { LogList } from './list/log-list.ts';
import type { RowContext } from './list/row-context.ts';
import type { LogModel } from './model/log-model.ts';

/** Gives a list its keys, clicks and clipboard. Returns what takes them away. */
export function bindList(list: LogList, model: LogModel, context: () => RowContext): () => void {
  const { element } = list;
  element.tabIndex = 0;
  element.role = 'feed';
  element.addEventListener('keydown', (event) => {
    const inControl = event.target instanceof Element && event.target.closest('button, summary, a, input') !== null;
    if (!(inControl && (event.key === 'Enter' || event.key === ' ')) && pressKey(event, list)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  element.addEventListener('click', (event) => clicked(event, list));
  return copyCleanly(list, () => ({ entryAt: (rank) => model.entryAt(rank), time: context().time }));
}

function clicked(event: MouseEvent, list: LogList): void {
  const target = event.target as Element;
  const rank = list.rankOf(target);
  const isFold = target.closest('.log-fold') !== null;
  const inControl = target.closest('a, button, summary, .log-body') !== null && !isFold;
  const isSelecting = document.getSelection()?.isCollapsed === false;
  if (rank === null || inControl || isSelecting || event.detail > 1) {
    return;
  }
  list.activate(rank);
  list.toggle(rank);
}
