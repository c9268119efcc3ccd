/** How a stretch of text is shown: what a terminal would have made of its escape codes. */
export interface Style {
  /** 0 to 15: a colour of the theme; 16 to 255: of the fixed palette; a triple `#rrggbb` otherwise. */
  readonly color?: number | string;
  readonly background?: number | string;
  readonly bold?: boolean;
  readonly faint?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly struck?: boolean;
  readonly inverse?: boolean;
}

/** A stretch of text in one style; `style` is null for plain text. */
export interface Stretch {
  readonly text: string;
  readonly style: Style | null;
}

/** Text as lines of stretches. */
export type PaintedLine = readonly Stretch[];
