import type { Style } from './paint-text.ts';

const plain: Style = {};

/** The style after a "select graphic rendition" code (`ESC [ … m`); null for plain. */
export function applySgr(style: Style | null, parameters: string): Style | null {
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  let next: Style = style ?? plain;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index]!;
    if (code === 38 || code === 48) {
      const [color, taken] = extended(codes, index + 1);
      index += taken;
      next = color === undefined ? next : { ...next, [code === 38 ? 'color' : 'background']: color };
    } else {
      next = simple(next, code);
    }
  }
  return Object.keys(next).length === 0 ? null : next;
}

function simple(style: Style, code: number): Style {
  switch (code) {
    case 0: return plain;
    case 1: return { ...style, bold: true };
    case 2: return { ...style, faint: true };
    case 3: return { ...style, italic: true };
    case 4: return { ...style, underline: true };
    case 7: return { ...style, inverse: true };
    case 9: return { ...style, struck: true };
    case 22: return without(style, 'bold', 'faint');
    case 23: return without(style, 'italic');
    case 24: return without(style, 'underline');
    case 27: return without(style, 'inverse');
    case 29: return without(style, 'struck');
    case 39: return without(style, 'color');
    case 49: return without(style, 'background');
    default: return colored(style, code);
  }
}

function colored(style: Style, code: number): Style {
  if (code >= 30 && code <= 37) {
    return { ...style, color: code - 30 };
  }
  if (code >= 40 && code <= 47) {
    return { ...style, background: code - 40 };
  }
  if (code >= 90 && code <= 97) {
    return { ...style, color: code - 82 };
  }
  if (code >= 100 && code <= 107) {
    return { ...style, background: code - 92 };
  }
  return style;
}

/** The colour after 38 or 48, and how many codes it took. */
function extended(codes: readonly number[], at: number): [number | string | undefined, number] {
  if (codes[at] === 5) {
    const number = codes[at + 1];
    return [number !== undefined && number >= 0 && number <= 255 ? number : undefined, 2];
  }
  if (codes[at] === 2) {
    const [red, green, blue] = [codes[at + 1], codes[at + 2], codes[at + 3]];
    return [[red, green, blue].every((part) => part !== undefined && part >= 0 && part <= 255) ? hex(red!, green!, blue!) : undefined, 4];
  }
  return [undefined, codes.length - at];
}

function without(style: Style, ...names: (keyof Style)[]): Style {
  return Object.fromEntries(Object.entries(style).filter(([name]) => !names.includes(name as keyof Style)));
}

/** The colour of a number from 16 to 255 in the palette that terminals share. */
export function paletteColor(number: number): string {
  if (number >= 232) {
    const gray = 8 + (number - 232) * 10;
    return hex(gray, gray, gray);
  }
  const steps = [0, 95, 135, 175, 215, 255];
  const cube = number - 16;
  return hex(steps[Math.floor(cube / 36)]!, steps[Math.floor(cube / 6) % 6]!, steps[cube % 6]!);
}

function hex(...parts: number[]): string {
  return '#' + parts.map((part) => part.toString(16).padStart(2, '0')).join('');
}
