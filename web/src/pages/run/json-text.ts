/** A value as JSON for people. */
export const jsonText = (value: unknown): string => JSON.stringify(value, null, 2);
