import type { RunStatus } from '../api/runs.ts';
import { texts } from '../state/language.ts';
import { Icon, type IconName } from './icons.tsx';

const icons: Readonly<Record<RunStatus, IconName>> = {
  pending: 'clock',
  running: 'dots',
  completed: 'check',
  failed: 'cross',
  cancelled: 'ban',
  timed_out: 'clock',
  interrupted: 'bolt',
  skipped: 'skip',
};

/** A run's status: drawing, word and colour, none of them alone. */
export function Status(props: { readonly status: RunStatus }) {
  return (
    <span class="status" data-status={props.status}>
      <Icon name={icons[props.status]} />
      {texts.value.common.statuses[props.status]}
    </span>
  );
}
