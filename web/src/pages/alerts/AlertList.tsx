import type { Alert, SentenceDetail } from '../../api/alerts.ts';
import { Icon } from '../../components/icons.tsx';
import { Moment } from '../../components/Moment.tsx';
import { duration, number } from '../../state/format.ts';
import { language, texts } from '../../state/language.ts';
import { may } from '../../state/session.ts';
import { chineseAlert } from './alertSentence.ts';

interface Props {
  readonly alerts: readonly Alert[];
  readonly onAcknowledge: (alert: Alert) => void;
}

/** Alerts, one a row: whose, what is wrong, since when, and who has taken note. */
export function AlertList({ alerts, onAcknowledge }: Props) {
  const { alerts: text, jobs } = texts.value;
  return (
    <table class="list alerts">
      <thead>
        <tr>
          <th scope="col">{text.job}</th><th scope="col">{text.problem}</th><th scope="col">{text.since}</th>
          <th scope="col">{text.note}</th><th scope="col"><span class="unseen">{jobs.columns.actions}</span></th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <tr key={alert.id} data-state={alert.state}>
            <th scope="row">
              <a class="name" href={`/jobs/${encodeURIComponent(alert.job_id)}`}>{alert.job_name}</a>
              <span class="under">{alert.rule_name}</span>
            </th>
            <td class="problem" data-label={text.problem}>
              <span class="status" data-status={alert.state === 'firing' ? 'failed' : 'completed'}><Icon name={alert.state === 'firing' ? 'warning' : 'check'} />{text.types[alert.type]}</span>
              <Said english={alert.summary} detail={alert.summary_details} />
              {alert.resolution !== null && <Said english={alert.resolution} detail={alert.resolution_details} />}
            </td>
            <td data-label={text.since}>
              <Moment at={alert.fired_at} />
              <span class="under">
                {alert.resolved_at === null
                  ? `${text.seen} ${alert.occurrences === 1 ? text.seenOnce : text.seenTimes(number(alert.occurrences))}`
                  : `${text.lasted} ${duration(Date.parse(alert.resolved_at) - Date.parse(alert.fired_at))}`}
              </span>
            </td>
            <td class="noted" data-label={text.note}><Noted alert={alert} /></td>
            <td class="actions">
              {alert.job_run_id !== null && <a class="button only-icon" href={`/runs/${encodeURIComponent(alert.job_run_id)}`} aria-label={`${text.openRun}: ${alert.job_name}`} title={text.openRun}><Icon name="right" /></a>}
              {alert.state === 'firing' && may('operator') && <button type="button" class="button" aria-label={`${text.acknowledge}: ${alert.job_name}`} onClick={() => onAcknowledge(alert)}>{text.acknowledge}</button>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Noted({ alert }: { readonly alert: Alert }) {
  const { alerts: text } = texts.value;
  const by = alert.acknowledged;
  return by === null
    ? <span class="soft">{text.nobody}</span>
    : <>{by.by === null ? text.somebody : text.by(by.by)}, <Moment at={by.at} />{by.note !== null && <span class="under">{by.note}</span>}</>;
}

/** What is wrong, or why it is not any more: in the reader's language where the page can say it, else in the server's English. */
function Said({ english, detail }: { readonly english: string; readonly detail: SentenceDetail | null }) {
  const chinese = language.value === 'zh-CN' ? chineseAlert(detail) : null;
  return <span class="said" lang={chinese === null && language.value !== 'en' ? 'en' : undefined}>{chinese ?? english}</span>;
}
