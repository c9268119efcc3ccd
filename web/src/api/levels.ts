/** The levels of an entry, least to most. */
export const levels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export type Level = (typeof levels)[number];

export type LevelCounts = Readonly<Record<Level, number>>;
