/** A length of time as somebody types it: how many of which unit. */
export interface Amount {
  readonly text: string;
  /** The unit's length in seconds. */
  readonly unit: number;
}

/** The units to choose from, by their lengths in seconds. */
export const units = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

const minute = units.minutes;

/** Seconds in the greatest unit of which they are a whole number. */
export function amountOf(seconds: number | undefined): Amount {
  if (seconds === undefined) {
    return { text: '', unit: minute };
  }
  const unit = seconds === 0 ? minute : Math.max(...Object.values(units).filter((length) => seconds % length === 0));
  return { text: String(seconds / unit), unit };
}

/** In seconds; null for nothing. What is no number goes as it was typed: the server names the field and says what is right. */
export function secondsOf({ text, unit }: Amount): number | string | null {
  const typed = numberOf(text);
  return typeof typed === 'number' ? Math.round(typed * unit * 1_000) / 1_000 : typed;
}

/** A number that was typed, with a decimal point; what is none as it was typed, and null for nothing. */
export function numberOf(text: string): number | string | null {
  const typed = text.trim();
  return typed === '' ? null : /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}
