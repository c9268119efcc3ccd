import { computed } from '@preact/signals';
import { language, texts } from './language.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The reader's own zone. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's own variety of the language of the page (en-GB, zh-TW), for dates and numbers. */
const locale = computed(() => navigator.languages.find((tag) => tag.split('-')[0] === language.value.split('-')[0]) ?? language.value);

const formats = computed(() => ({
  number: new Intl.NumberFormat(locale.value),
  compact: new Intl.NumberFormat(locale.value, { notation: 'compact', maximumFractionDigits: 1 }),
  percent: new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }),
  relative: new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto', style: 'short' }),
  moment: new Intl.DateTimeFormat(locale.value, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  short: new Intl.DateTimeFormat(locale.value, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  date: new Intl.DateTimeFormat(locale.value, { month: 'short', day: 'numeric' }),
  time: new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
}));

export const number = (value: number): string => formats.value.number.format(value);

/** 12,400 as 12.4K; the exact number belongs into a title beside it. */
export const compact = (value: number): string => formats.value.compact.format(value);

/** 0.975 as 97.5%. Never rounds a failure away: 0.9999 is 99.9%. */
export const percent = (share: number): string => formats.value.percent.format(share < 1 ? Math.min(share, 0.999) : share);

/** A length of time in its two greatest units. */
export function duration(milliseconds: number): string {
  const units = texts.value.common.units;
  const ms = Math.max(0, milliseconds);
  if (ms < second) {
    return units.milliseconds(String(Math.round(ms)));
  }
  if (ms < 10 * second) {
    return units.seconds((Math.floor(ms / 100) / 10).toString());
  }
  const whole = Math.floor(ms / second) * second;
  const parts: readonly [number, (n: string) => string][] = [[day, units.days], [hour, units.hours], [minute, units.minutes], [second, units.seconds]];
  const first = parts.findIndex(([length]) => whole >= length);
  const [length, say] = parts[first]!;
  const next = parts[first + 1];
  const rest = next ? Math.floor((whole % length) / next[0]) : 0;
  const head = say(String(Math.floor(whole / length)));
  return next && rest > 0 ? head + units.between + next[1](String(rest)) : head;
}

/** How long ago, or how long until: "5 min. ago", "in 2 hr.". */
export function relative(milliseconds: number, from: number): string {
  const distance = milliseconds - from;
  const size = Math.abs(distance);
  const [unit, length] = ([['day', day], ['hour', hour], ['minute', minute]] as const).find(([, length]) => size >= length) ?? (['second', second] as const);
  return formats.value.relative.format(Math.trunc(distance / length), unit);
}

/** A moment in full, in the reader's zone. */
export const moment = (milliseconds: number): string => formats.value.moment.format(milliseconds);

/** A moment without its year and seconds. */
export const shortMoment = (milliseconds: number): string => formats.value.short.format(milliseconds);

/** Only the day. */
export const dateOnly = (milliseconds: number): string => formats.value.date.format(milliseconds);

/** Only the hour and minute. */
export const timeOnly = (milliseconds: number): string => formats.value.time.format(milliseconds);

/** A moment as the clocks of a zone show it, with the zone's short offset. */
export function momentIn(zone: string, milliseconds: number): string {
  return new Intl.DateTimeFormat(locale.value, {
    timeZone: zone, weekday: 'short', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset',
  }).format(milliseconds);
}

/** Only weekday and time, as the clocks of a zone show them, with the zone's short offset. */
export function timeIn(zone: string, milliseconds: number): string {
  return new Intl.DateTimeFormat(locale.value, {
    timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset',
  }).format(milliseconds);
}

/** Bytes in the greatest binary unit. */
export function bytes(count: number): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = count < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log2(count) / 10));
  const value = count / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${names[power]}`;
}
