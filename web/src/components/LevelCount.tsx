import { compact, number } from '../state/format.ts';

/** A number of entries at a level; quiet when it is zero. */
export function LevelCount(props: { readonly count: number; readonly level: 'WARNING' | 'ERROR' }) {
  return props.count === 0
    ? <span class="soft">0</span>
    : <span class="level-count" data-level={props.level} title={number(props.count)}>{compact(props.count)}</span>;
}
