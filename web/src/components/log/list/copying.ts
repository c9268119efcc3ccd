import type { LogEntry } from '../../../api/entries.ts';
import { entryText } from '../../../viewport/entry-text.ts';
import type { TimeFormat } from '../../../viewport/timestamps.ts';
import type { LogList } from './log-list.ts';

/** More entries than this are not for the clipboard but for a download. */
const most = 20_000;

/** What copying needs of the list around it. */
export interface CopySource {
  entryAt(rank: number): LogEntry | undefined;
  readonly time: TimeFormat;
}

/**
 * A selection that goes over several entries is copied as whole entries, one a line, without buttons and numbers, also those
 * that are no longer in the document. Within one entry the browser copies what is selected.
 */
export function copyCleanly(list: LogList, source: () => CopySource): () => void {
  const pin = (): void => {
    const selection = document.getSelection();
    list.pin(selection && !selection.isCollapsed ? [selection.anchorNode, selection.focusNode] : []);
  };
  const copy = (event: ClipboardEvent): void => {
    const text = selectedText(list, source());
    if (text !== null) {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    }
  };
  document.addEventListener('selectionchange', pin);
  list.element.addEventListener('copy', copy);
  return () => document.removeEventListener('selectionchange', pin);
}

/** The selected entries as text; null when the selection is within one, or goes outside. */
export function selectedText(list: LogList, source: CopySource): string | null {
  const selection = document.getSelection();
  const ends = [list.rankOf(selection?.anchorNode ?? null), list.rankOf(selection?.focusNode ?? null)];
  if (ends[0] === null || ends[1] === null || ends[0] === ends[1]) {
    return null;
  }
  const [from, to] = (ends as number[]).toSorted((a, b) => a - b) as [number, number];
  const lines: string[] = [];
  for (let rank = from; rank <= to && lines.length < most; rank++) {
    const entry = source.entryAt(rank);
    if (entry) {
      lines.push(entryText(entry, source.time));
    }
  }
  return lines.join('\n') + '\n';
}
