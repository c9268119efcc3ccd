import { computed, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { keep, recall } from './kept.ts';

/** A key, or two keys one after the other (`g j`), and what it does in the reader's language. */
export interface Shortcut {
  readonly keys: string;
  readonly label: () => string;
  readonly run: () => void;
}

const registered = signal<readonly Shortcut[]>([]);

/** What can be done by key here and now, for the help sheet. */
export const shortcuts = computed(() => registered.value);

/** Whether single keys do something at all; a reader who dictates or uses a screen reader may want them not to. */
export const shortcutsOn = signal(recall('shortcuts') !== 'off');

/** The reader's choice: kept. */
export function chooseShortcuts(on: boolean): void {
  keep('shortcuts', on ? null : 'off');
  shortcutsOn.value = on;
}

/** The longest pause between two keys of one shortcut, in milliseconds. */
const pause = 1_000;

let first: { readonly key: string; readonly at: number } | null = null;

/** Begins to listen to the keyboard. */
export function startShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (!shortcutsOn.peek() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const pair = first && event.timeStamp - first.at < pause ? `${first.key} ${event.key}` : null;
    // What was registered last lies on top.
    const found = registered.peek().findLast((shortcut) => shortcut.keys === pair) ?? registered.peek().findLast((shortcut) => shortcut.keys === event.key);
    first = found ? null : { key: event.key, at: event.timeStamp };
    if (found) {
      event.preventDefault();
      found.run();
    }
  });
}

/** Adds shortcuts; returns what takes them away again. */
export function addShortcuts(added: readonly Shortcut[]): () => void {
  registered.value = [...registered.peek(), ...added];
  return () => {
    registered.value = registered.peek().filter((shortcut) => !added.includes(shortcut));
  };
}

/** Shortcuts that work while a component is shown. */
export function useShortcuts(wanted: readonly Shortcut[]): void {
  const latest = useRef(wanted);
  latest.current = wanted;
  useEffect(
    () =>
      addShortcuts(
        latest.current.map((shortcut, index) => ({ keys: shortcut.keys, label: () => latest.current[index]!.label(), run: () => latest.current[index]!.run() })),
      ),
    [],
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog') !== null);
}
