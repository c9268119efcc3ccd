import type { JSX } from 'preact';

const shapes = {
  plus: 'M8 3v10M3 8h10',
  play: 'M5 3.5v9l7-4.5z',
  pencil: 'M10.5 3 13 5.5 5.5 13H3v-2.5zM9 4.5 11.5 7',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5 5 13h6l.5-8.5M7 7v3.5M9 7v3.5',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5 14 14',
  check: 'm3.5 8.5 3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.5V8l2.5 1.5',
  ban: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM4 4l8 8',
  bolt: 'M9 2 4 9h3.5L7 14l5-7H8.5z',
  skip: 'M4 4v8l5-4zM11 4v8',
  dots: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  warning: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.7v.3',
  keyboard: 'M2 4.5h12v7H2zM4.5 7h.5M7.5 7H8M11 7h.5M5 9.5h6',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  external: 'M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  key: 'M10.5 8.5a3 3 0 1 0-2.8-2L3 11.2V13h2v-1.5h1.5V10H8z',
  out: 'M6.5 3H3v10h3.5M10 5l3 3-3 3M13 8H6.5',
} as const;

export type IconName = keyof typeof shapes;

/** A small drawing beside a word; a screen reader passes over it. */
export function Icon(props: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={shapes[props.name]} />
    </svg>
  );
}
