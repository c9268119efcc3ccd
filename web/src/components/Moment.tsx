import { moment, relative } from '../state/format.ts';
import { now } from '../state/now.ts';

/** A moment as "5 min ago"; the exact one stands in its title. */
export function Moment(props: { readonly at: string }) {
  const at = Date.parse(props.at);
  return <time dateTime={props.at} title={moment(at)}>{relative(at, now.value)}</time>;
}
