import type { PaintedLine, Stretch, Style } from './paint-text.ts';
import { applySgr } from './sgr.ts';

const special = /[\u001b\r\b]/;

// One token a match: a CSI code, an OSC code (a title or a link), another escape, or a control character that moves.
// eslint-disable-next-line no-control-regex
const token = /\u001b\[([0-9;:?]*)([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[^[\]]|[\r\b\n]/g;

/**
 * Text as a terminal would show it once it has stood still: colours in place of their codes, and of a line that was written
 * over with carriage returns, as progress lines are, what was written last.
 */
export function paintTerminal(text: string): PaintedLine[] {
  if (!special.test(text)) {
    return text.split('\n').map((line) => [{ text: line, style: null }]);
  }
  const screen = new Screen();
  let from = 0;
  for (const match of text.matchAll(token)) {
    screen.write(text.slice(from, match.index));
    from = match.index + match[0].length;
    screen.obey(match[0], match[2], match[1] ?? '');
  }
  screen.write(text.slice(from));
  return screen.lines.map(join);
}

/** The same, without its colours. */
export function plainText(text: string): string {
  return special.test(text) ? paintTerminal(text).map((line) => line.map((stretch) => stretch.text).join('')).join('\n') : text;
}

interface Cell {
  readonly text: string;
  readonly style: Style | null;
}

class Screen {
  readonly lines: Cell[][] = [[]];
  private column = 0;
  private style: Style | null = null;

  write(text: string): void {
    const line = this.lines.at(-1)!;
    for (const character of text) {
      while (line.length < this.column) {
        line.push({ text: ' ', style: null });
      }
      line[this.column++] = { text: character, style: this.style };
    }
  }

  obey(code: string, command: string | undefined, parameters: string): void {
    if (code === '\n') {
      this.lines.push([]);
      this.column = 0;
    } else if (code === '\r') {
      this.column = 0;
    } else if (code === '\b') {
      this.column = Math.max(0, this.column - 1);
    } else if (command === 'm') {
      this.style = applySgr(this.style, parameters);
    } else if (command === 'K') {
      this.erase(Number(parameters) || 0);
    } else if (command === 'G') {
      this.column = Math.min(maxColumn, Math.max(0, (Number(parameters) || 1) - 1));
    }
  }

  private erase(what: number): void {
    const line = this.lines.at(-1)!;
    const [from, to] = what === 0 ? [this.column, line.length] : [0, what === 1 ? this.column : line.length];
    for (let at = from; at < to; at++) {
      line[at] = { text: ' ', style: null };
    }
    if (what !== 1) {
      line.length = Math.min(line.length, from);
    }
  }
}

/** A code may send the cursor anywhere; a line is not filled with blanks further than this. */
const maxColumn = 500;

function join(line: readonly Cell[]): PaintedLine {
  const stretches: Stretch[] = [];
  for (const cell of line) {
    const last = stretches.at(-1);
    if (last && last.style === cell.style) {
      stretches[stretches.length - 1] = { text: last.text + cell.text, style: last.style };
    } else {
      stretches.push(cell);
    }
  }
  return stretches.length === 0 ? [{ text: '', style: null }] : stretches;
}
