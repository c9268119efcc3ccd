import { useState } from 'preact/hooks';
import { listAlerts, listNotifiers, listRules, type Alert } from '../../api/alerts.ts';
import { listJobs } from '../../api/jobs.ts';
import { Failure } from '../../components/Failure.tsx';
import { Notice } from '../../components/Notice.tsx';
import { alertChanges, alertPause } from '../../state/firing.ts';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { query, setQuery } from '../../state/route.ts';
import { useTitle } from '../../state/title.ts';
import { AcknowledgeDialog } from './AcknowledgeDialog.tsx';
import { AlertList } from './AlertList.tsx';
import { Notifiers } from './Notifiers.tsx';
import { Rules } from './Rules.tsx';
import { Unsent } from './Unsent.tsx';
import './alerts.css';

const step = 100;
const most = 1000;

/** What is wrong with jobs now, what was, by which rules, and who is told. */
export function AlertsPage() {
  const { alerts: text, common } = texts.value;
  useTitle(text.title);
  const state: Alert['state'] = query.value.get('state') === 'resolved' ? 'resolved' : 'firing';
  const [limit, setLimit] = useState(step);
  const [chosen, setChosen] = useState<Alert | null>(null);
  const alerts = useResource(`${state} ${limit}`, async (signal) => ({ state, ...await listAlerts({ state, limit }, signal) }), { every: alertPause, on: alertChanges });
  const rules = useResource('rules', listRules);
  const notifiers = useResource('notifiers', listNotifiers);
  const jobs = useResource('jobs', (signal) => listJobs({ limit: 1000 }, signal));

  // What was asked for another view is not shown under this one's name.
  const shown = alerts.data?.state === state ? alerts.data : null;
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
            : <Notice title={text.quietTitle} hint={rules.data === null ? '' : rules.data.total === 0 ? text.noRulesHint : text.quietHint(number(rules.data.total))} />}
      {shown !== null && shown.has_more && limit < most && <button type="button" class="button more" onClick={() => setLimit(Math.min(most, limit + step))}>{common.more}</button>}
      <Unsent />
      {rules.data && <Rules rules={rules.data.alert_rules} notifiers={notifiers.data?.notifiers ?? []} jobs={new Map(jobs.data?.cronjobs.map((job) => [job.id, job.name]))} />}
      {notifiers.data && <Notifiers notifiers={notifiers.data.notifiers} />}
      {chosen && <AcknowledgeDialog alert={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
