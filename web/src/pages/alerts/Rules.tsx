import type { AlertRule, Notifier } from '../../api/alerts.ts';
import { texts } from '../../state/language.ts';
import { conditionOf } from './condition.ts';

interface Props {
  readonly rules: readonly AlertRule[];
  readonly notifiers: readonly Notifier[];
  /** The names of jobs by their ids. */
  readonly jobs: ReadonlyMap<string, string>;
}

/** The rules: what each watches, and whom it tells. */
export function Rules({ rules, notifiers, jobs }: Props) {
  const { alerts: text } = texts.value;
  const names = new Map(notifiers.map((notifier) => [notifier.id, notifier.name]));
  return (
    <section class="watching">
      <h2>{text.rules}</h2>
      {rules.length === 0
        ? <p class="soft">{text.noRules}</p>
        : (
          <table class="list">
            <thead>
              <tr><th scope="col">{text.rule}</th><th scope="col">{text.job}</th><th scope="col">{text.watches}</th><th scope="col">{text.tells}</th><th scope="col">{text.state}</th></tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.id}>
                  <th scope="row">{rule.name}<span class="under">{text.types[rule.type]}</span></th>
                  <td data-label={text.job}>{rule.job_id === null ? text.everyJob : <a href={`/jobs/${encodeURIComponent(rule.job_id)}`}>{jobs.get(rule.job_id) ?? rule.job_id}</a>}</td>
                  <td data-label={text.watches}>{conditionOf(rule)}{rule.filter !== undefined && <> <code>{JSON.stringify(rule.filter)}</code></>}</td>
                  <td data-label={text.tells}>{rule.notifiers.length === 0 ? <span class="soft">{text.tellsNobody}</span> : rule.notifiers.map((id) => names.get(id) ?? id).join(', ')}</td>
                  <td data-label={text.state}>{rule.enabled ? text.on : <span class="soft">{text.off}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}
