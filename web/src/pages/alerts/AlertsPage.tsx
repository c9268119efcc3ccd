import { useState } from 'preact/hooks';
import { listAlerts, listNotifiers, listRules, type Alert, type AlertRule } from '../../api/alerts.ts';
import { listJobs } from '../../api/jobs.ts';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { alertChanges, alertPause } from '../../state/firing.ts';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { query, setQuery } from '../../state/route.ts';
import { may } from '../../state/session.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useTitle } from '../../state/title.ts';
import { AcknowledgeDialog } from './AcknowledgeDialog.tsx';
import { AlertList } from './AlertList.tsx';
import { Notifiers } from './Notifiers.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { Rules } from './Rules.tsx';
import { Unsent } from './Unsent.tsx';
import './alerts.css';

const step = 100;
const most = 1000;

/** How often rules and notifiers are looked at, in milliseconds: the server disables a notifier that is gone. */
const listPause = 30_000;

/** What is wrong with jobs now, what was, by which rules, and who is told. */
export function AlertsPage() {
  const { alerts: text, alertForms: forms, common } = texts.value;
  useTitle(text.title);
  const state: Alert['state'] = query.value.get('state') === 'resolved' ? 'resolved' : 'firing';
  const [limit, setLimit] = useState(step);
  const [chosen, setChosen] = useState<Alert | null>(null);
  const [edited, setEdited] = useState<AlertRule | 'new' | null>(null);
  const alerts = useResource(`${state} ${limit}`, async (signal) => ({ state, ...await listAlerts({ state, limit }, signal) }), { every: alertPause, on: alertChanges });
  const rules = useResource('rules', listRules, { every: listPause, on: alertChanges });
  const notifiers = useResource('notifiers', listNotifiers, { every: listPause, on: alertChanges });
  const jobs = useResource('jobs', (signal) => listJobs({ limit: 1000 }, signal));

  const ready = rules.data !== null && notifiers.data !== null && jobs.data !== null;
  useShortcuts([{ keys: 'n', label: () => texts.value.alertForms.newRule, run: () => ready && may('operator') && setEdited('new') }]);

  // What was asked for another view is not shown under this one's name.
  const shown = alerts.data?.state === state ? alerts.data : null;
  const first = rules.data?.total === 0 && may('operator') && <button type="button" class="button primary" onClick={() => setEdited('new')}><Icon name="plus" />{forms.newRule}</button>;
  return (
    <>
      <div class="head">
        <h1>{text.title}</h1>
        <div class="views" role="group" aria-label={text.show}>
          {(['firing', 'resolved'] as const).map((known) => (
            <button key={known} type="button" aria-pressed={state === known} onClick={() => { setLimit(step); setQuery({ state: known === 'firing' ? null : known }); }}>{text.views[known]}</button>
          ))}
        </div>
      </div>
      {shown === null
        ? alerts.error ? <Failure error={alerts.error} retry={alerts.reload} /> : <p class="loading" role="status">{common.loading}</p>
        : shown.alerts.length > 0
          ? <AlertList alerts={shown.alerts} onAcknowledge={setChosen} />
          : state === 'resolved'
            ? <p class="soft">{text.noHistory}</p>
            : <Notice title={text.quietTitle} hint={rules.data === null ? '' : rules.data.total === 0 ? text.noRulesHint : text.quietHint(number(rules.data.total))} action={first} />}
      {shown !== null && shown.has_more && limit < most && <button type="button" class="button more" onClick={() => setLimit(Math.min(most, limit + step))}>{common.more}</button>}
      <Unsent />
      {rules.data && <Rules rules={rules.data.alert_rules} notifiers={notifiers.data?.notifiers ?? []} jobs={jobs.data?.cronjobs ?? []} onEdit={(rule) => setEdited(rule ?? 'new')} />}
      {notifiers.data && <Notifiers notifiers={notifiers.data.notifiers} rules={rules.data?.alert_rules ?? []} />}
      {edited !== null && notifiers.data && jobs.data && <RuleDialog rule={edited === 'new' ? null : edited} jobs={jobs.data.cronjobs} notifiers={notifiers.data.notifiers} onClose={() => setEdited(null)} />}
      {chosen && <AcknowledgeDialog alert={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
