import type { LogEntry } from '../../api/entries.ts';
import { texts } from '../../state/language.ts';
import type { Shortcut } from '../../state/shortcuts.ts';
import { entryText } from '../../viewport/entry-text.ts';
import type { TimeFormat } from '../../viewport/timestamps.ts';
import { copyText } from './list/elements.ts';
import type { LogModel } from './model/log-model.ts';
import { chooseWrap, nextTimeMode, wraps } from './viewer-choices.ts';

/** What the viewer needs of the page around it for its shortcuts. */
export interface ShortcutPlace {
  readonly root: () => HTMLElement | null;
  readonly time: () => TimeFormat;
  readonly linkTo: (entry: LogEntry) => string;
}

/** The viewer's keys. They work wherever the focus is, but for fields that one types into. */
export function logShortcuts(model: LogModel, place: ShortcutPlace): Shortcut[] {
  const say = () => texts.value.log.keys;
  const withEntry = (act: (entry: LogEntry) => string): void => {
    const entry = model.list?.current;
    if (entry) {
      void copyText(act(entry));
    }
  };
  const step = (direction: 1 | -1): void => model.list?.activate(model.list.currentRank + model.list.step(direction));
  return [
    { keys: '/', label: () => say().search, run: () => place.root()?.querySelector<HTMLInputElement>('input[type=search]')?.focus() },
    { keys: 'j', label: () => say().next, run: () => step(1) },
    { keys: 'k', label: () => say().previous, run: () => step(-1) },
    { keys: 'o', label: () => say().open, run: () => model.list?.toggle(model.list.currentRank) },
    { keys: 'n', label: () => say().nextMatch, run: () => void model.finder.nextMatch('after') },
    { keys: 'N', label: () => say().previousMatch, run: () => void model.finder.nextMatch('before') },
    { keys: 'e', label: () => say().nextError, run: () => void model.finder.nextError('after') },
    { keys: 'E', label: () => say().previousError, run: () => void model.finder.nextError('before') },
    { keys: 'Home', label: () => say().start, run: () => model.list?.goToStart() },
    { keys: 'G', label: () => say().end, run: () => model.toEnd() },
    { keys: 'w', label: () => say().wrap, run: () => chooseWrap(!wraps.peek()) },
    { keys: 'u', label: () => say().times, run: nextTimeMode },
    { keys: 'c', label: () => say().copyEntry, run: () => withEntry((entry) => entryText(entry, place.time())) },
    { keys: 'l', label: () => say().copyLink, run: () => withEntry((entry) => new URL(place.linkTo(entry), location.href).href) },
  ];
}
