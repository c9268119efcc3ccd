import type { ApiError } from '../api/problem.ts';
import { texts } from '../state/language.ts';
import { Notice } from './Notice.tsx';

/** Something that could not be fetched, with what to do next. */
export function Failure(props: { readonly error: ApiError; readonly retry: () => void; readonly whole?: boolean }) {
  const { common } = texts.value;
  const whole = props.whole ?? false;
  const again = <button type="button" class="button" onClick={props.retry}>{common.retry}</button>;
  if (props.error.isAway) {
    return <Notice whole={whole} title={common.awayTitle} hint={common.awayHint} action={again} />;
  }
  if (props.error.status === 404) {
    return <Notice whole={whole} title={common.goneTitle} hint={props.error.message} action={<a class="button" href="/">{texts.value.shell.toJobs}</a>} />;
  }
  return <Notice whole={whole} title={props.error.status === 403 ? common.forbiddenTitle : common.failedTitle} hint={props.error.message} action={again} />;
}
