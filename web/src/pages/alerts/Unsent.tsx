import { listFailedNotifications, retryNotification } from '../../api/alerts.ts';
import { Moment } from '../../components/Moment.tsx';
import { alertChanges, alertPause } from '../../state/firing.ts';
import { number } from '../../state/format.ts';
import { language, texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { may } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';

/** What nobody was told, because it could not be sent; nothing when all was. */
export function Unsent() {
  const { alerts: text, jobs } = texts.value;
  const failed = useResource('failed', listFailedNotifications, { every: alertPause, on: alertChanges });
  if (failed.data === null || failed.data.total === 0) {
    return null;
  }
  const retry = async (id: string): Promise<void> => {
    try {
      await retryNotification(id);
      toast(text.triedAgain);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad');
    }
    alertChanges.value++;
  };
  return (
    <section class="watching">
      <h2>{text.unsent} <span class="soft number">{number(failed.data.total)}</span></h2>
      <table class="list alerts">
        <thead>
          <tr><th scope="col">{text.notifier}</th><th scope="col">{text.why}</th><th scope="col">{text.since}</th><th scope="col">{text.tries}</th><th scope="col"><span class="unseen">{jobs.columns.actions}</span></th></tr>
        </thead>
        <tbody>
          {failed.data.notifications.map((notification) => (
            <tr key={notification.id}>
              <th scope="row">{notification.notifier_name}</th>
              <td class="problem" data-label={text.why}><span class="said" lang={language.value === 'en' ? undefined : 'en'}>{notification.last_error}</span></td>
              <td data-label={text.since}><Moment at={notification.created_at} /></td>
              <td data-label={text.tries}>{number(notification.attempts)}</td>
              <td class="actions">{may('operator') && <button type="button" class="button" aria-label={`${text.tryAgain}: ${notification.notifier_name}`} onClick={() => void retry(notification.id)}>{text.tryAgain}</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
