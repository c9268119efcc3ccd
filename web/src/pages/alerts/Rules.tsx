import { useState } from 'preact/hooks';
import { deleteRule, enableRule, type AlertRule, type Notifier } from '../../api/alerts.ts';
import type { Job } from '../../api/jobs.ts';
import { Icon } from '../../components/icons.tsx';
import { texts } from '../../state/language.ts';
import { may } from '../../state/session.ts';
import { conditionOf, filterOf } from './condition.ts';
import { EnabledCell } from './EnabledCell.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RowButtons } from './RowButtons.tsx';

interface Props {
  readonly rules: readonly AlertRule[];
  readonly notifiers: readonly Notifier[];
  readonly jobs: readonly Job[];
  /** Opens the form of a rule, or an empty one. */
  readonly onEdit: (rule: AlertRule | null) => void;
}

/** The rules: what each watches, and whom it tells. */
export function Rules({ rules, notifiers, jobs, onEdit }: Props) {
  const { alerts: text, alertForms: forms, jobs: words } = texts.value;
  const [removed, setRemoved] = useState<AlertRule | null>(null);
  const mine = may('operator');
  const notifierNames = new Map(notifiers.map((notifier) => [notifier.id, notifier.name]));
  const jobNames = new Map(jobs.map((job) => [job.id, job.name]));
  return (
    <section class="watching">
      <div class="head">
        <h2>{text.rules}</h2>
        {mine && <button type="button" class="button" onClick={() => onEdit(null)}><Icon name="plus" />{forms.newRule}</button>}
      </div>
      {rules.length === 0
        ? <p class="soft">{text.noRules}</p>
        : (
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{text.rule}</th><th scope="col">{text.job}</th><th scope="col">{text.watches}</th><th scope="col">{text.tells}</th><th scope="col">{text.state}</th>
                {mine && <th scope="col"><span class="unseen">{words.columns.actions}</span></th>}
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.id} data-disabled={!rule.enabled || undefined}>
                  <th scope="row">{rule.name}<span class="under">{text.types[rule.type]}</span></th>
                  <td data-label={text.job}>{rule.job_id === null ? text.everyJob : <a href={`/jobs/${encodeURIComponent(rule.job_id)}`}>{jobNames.get(rule.job_id) ?? rule.job_id}</a>}</td>
                  <td class="condition" data-label={text.watches}>{conditionOf(rule)}{rule.filter !== undefined && <span class="under">{filterOf(rule.filter)}</span>}</td>
                  <td data-label={text.tells}>{rule.notifiers.length === 0 ? <span class="soft">{text.tellsNobody}</span> : rule.notifiers.map((id) => notifierNames.get(id) ?? id).join(text.conditions.list)}</td>
                  <EnabledCell of={rule} mine={mine} enable={enableRule} />
                  {mine && <RowButtons name={rule.name} onEdit={() => onEdit(rule)} onDelete={() => setRemoved(rule)} />}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      {removed && <RemoveDialog name={removed.name} hint={forms.deleteRuleHint} remove={() => deleteRule(removed.id)} onClose={() => setRemoved(null)} />}
    </section>
  );
}
