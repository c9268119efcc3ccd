import { entryText } from '../../viewport/entry-text.ts';
import { copyCleanly } from './list/copying.ts';
import { copyText } from './list/elements.ts';
import { pressKey, type KeyActions } from './list/list-keys.ts';
import type { LogList } from './list/log-list.ts';
import type { RowContext } from './list/row-context.ts';
import type { LogModel } from './model/log-model.ts';
import { chooseWrap, nextTimeMode, wraps } from './viewer-choices.ts';

/** Gives a list its keys, clicks and clipboard. Returns what takes them away. */
export function bindList(list: LogList, model: LogModel, context: () => RowContext): () => void {
  const { element } = list;
  element.tabIndex = 0;
  element.role = 'feed';
  const actions = keyActions(list, model, context);
  element.addEventListener('keydown', (event) => {
    const inControl = event.target instanceof Element && event.target.closest('button, summary, a, input') !== null;
    if (!(inControl && (event.key === 'Enter' || event.key === ' ')) && pressKey(event, list, actions)) {
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

function keyActions(list: LogList, model: LogModel, context: () => RowContext): KeyActions {
  const current = () => list.current;
  return {
    search: () => list.element.closest('.log')?.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
    nextMatch: (direction) => void model.finder.nextMatch(direction),
    nextError: (direction) => void model.finder.nextError(direction),
    toggleWrap: () => chooseWrap(!wraps.peek()),
    nextTimeMode,
    copyEntry: () => {
      const entry = current();
      if (entry) {
        void copyText(entryText(entry, context().time));
      }
    },
    copyLink: () => {
      const entry = current();
      if (entry) {
        void copyText(new URL(context().linkTo(entry), location.href).href);
      }
    },
  };
}
