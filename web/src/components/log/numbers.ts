import { language } from '../../state/language.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A number as the reader's language writes it. */
export function count(number: number): string {
  let format = formats.get(language.value);
  if (!format) {
    formats.set(language.value, (format = new Intl.NumberFormat(language.value)));
  }
  return format.format(number);
}

const short = new Map<string, Intl.NumberFormat>();

/** A number in little room: `1.2M`. */
export function shortCount(number: number): string {
  if (number < 10_000) {
    return count(number);
  }
  let format = short.get(language.value);
  if (!format) {
    short.set(language.value, (format = new Intl.NumberFormat(language.value, { notation: 'compact', maximumFractionDigits: 1 })));
  }
  return format.format(number);
}
