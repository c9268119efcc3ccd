import type { Notifier } from '../../api/alerts.ts';
import { texts } from '../../state/language.ts';

/** Whom rules may tell. */
export function Notifiers({ notifiers }: { readonly notifiers: readonly Notifier[] }) {
  const { alerts: text } = texts.value;
  return (
    <section class="watching">
      <h2>{text.notifiers}</h2>
      {notifiers.length === 0
        ? <p class="soft">{text.noNotifiers}</p>
        : (
          <table class="list">
            <thead>
              <tr><th scope="col">{text.notifier}</th><th scope="col">{text.type}</th><th scope="col">{text.state}</th></tr>
            </thead>
            <tbody>
              {notifiers.map((notifier) => (
                <tr key={notifier.id}>
                  <th scope="row">{notifier.name}</th>
                  <td data-label={text.type}><code>{notifier.type}</code></td>
                  <td data-label={text.state}>{notifier.enabled ? text.on : <span class="soft">{text.off}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}
