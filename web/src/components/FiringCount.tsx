import { listAlerts } from '../api/alerts.ts';
import { number } from '../state/format.ts';
import { alertChanges, alertPause } from '../state/firing.ts';
import { texts } from '../state/language.ts';
import { useResource } from '../state/resource.ts';

/** How many alerts are firing, beside their link; nothing when none is. */
export function FiringCount() {
  const firing = useResource('firing', (signal) => listAlerts({ state: 'firing', limit: 1 }, signal), { every: alertPause, on: alertChanges });
  const count = firing.data?.total ?? 0;
  return count === 0 ? null : <span class="count number" title={texts.value.alerts.firingNow(number(count))}><span class="unseen">{texts.value.alerts.firingNow(number(count))}</span><span aria-hidden="true">{number(count)}</span></span>;
}
