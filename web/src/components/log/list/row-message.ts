import { findMatches, type Span } from '../../../viewport/matches.ts';
import type { PaintedLine, Style } from '../../../viewport/paint-text.ts';
import { paletteColor } from '../../../viewport/sgr.ts';
import { paintTerminal } from '../../../viewport/terminal-text.ts';
import { make } from './elements.ts';

/** Of a message, so much is shown in the list; the rest by opening the entry. */
const mostLines = 12;
const mostCharacters = 3_000;

/** A message as a terminal would show it, the needle marked. */
export function messageElement(message: string, needle: string, whole: boolean, more: (lines: number, characters: number) => string): HTMLElement {
  const cut = !whole && message.length > mostCharacters ? message.slice(0, safeCut(message)) : message;
  const lines = paintTerminal(cut);
  const shown = whole ? lines : lines.slice(0, mostLines);
  const element = make('span', 'log-message');
  shown.forEach((line, index) => {
    if (index > 0) {
      element.append('\n');
    }
    appendLine(element, line, needle);
  });
  if (cut.length < message.length || shown.length < lines.length) {
    element.append(make('span', 'log-more', more(lines.length - shown.length, message.length - cut.length)));
  }
  return element;
}

function appendLine(element: HTMLElement, line: PaintedLine, needle: string): void {
  const text = line.length === 1 ? line[0]!.text : line.map((stretch) => stretch.text).join('');
  const matches = needle === '' ? [] : findMatches(text, needle);
  let at = 0;
  for (const stretch of line) {
    const target = stretch.style === null ? element : styled(stretch.style);
    appendMarked(target, stretch.text, at, matches);
    if (target !== element) {
      element.append(target);
    }
    at += stretch.text.length;
  }
}

/** Appends a part of a line that begins at `at`; a match that goes over several parts is marked in each. */
function appendMarked(target: HTMLElement, text: string, at: number, matches: readonly Span[]): void {
  let done = 0;
  for (const match of matches) {
    const from = Math.max(match.from - at, done);
    const to = Math.min(match.to - at, text.length);
    if (to > from) {
      target.append(text.slice(done, from), make('mark', '', text.slice(from, to)));
      done = to;
    }
  }
  target.append(text.slice(done));
}

function styled(style: Style): HTMLElement {
  const names = (['bold', 'faint', 'italic', 'underline', 'struck'] as const).filter((name) => style[name]).map((name) => `sgr-${name}`);
  const element = make('span', names.join(' '));
  const [color, background] = style.inverse ? [style.background ?? 'canvas', style.color ?? 'text'] : [style.color, style.background];
  element.style.color = css(color);
  element.style.backgroundColor = css(background);
  return element;
}

function css(color: number | string | undefined): string {
  if (color === undefined) {
    return '';
  }
  if (typeof color === 'string') {
    return color.startsWith('#') ? color : `var(--${color})`;
  }
  return color < 16 ? `var(--ansi-${color})` : paletteColor(color);
}

/** Not in the middle of a character beyond the first plane. */
const safeCut = (text: string): number => (/[\ud800-\udbff]/.test(text[mostCharacters - 1]!) ? mostCharacters - 1 : mostCharacters);
