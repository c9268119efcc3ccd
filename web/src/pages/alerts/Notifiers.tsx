import { useState } from 'preact/hooks';
import { deleteNotifier, enableNotifier, testNotifier, type AlertRule, type Notifier } from '../../api/alerts.ts';
import { Icon } from '../../components/icons.tsx';
import { texts } from '../../state/language.ts';
import { may } from '../../state/session.ts';
import { EnabledCell } from './EnabledCell.tsx';
import { NotifierDialog } from './NotifierDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RowButtons } from './RowButtons.tsx';
import { Tested, type Test } from './Tested.tsx';

/** Whom rules may tell. Only an admin makes them: the server sends to the address that stands there. */
export function Notifiers({ notifiers, rules }: { readonly notifiers: readonly Notifier[]; readonly rules: readonly AlertRule[] }) {
  const { alerts: text, alertForms: forms, jobs } = texts.value;
  const [edited, setEdited] = useState<Notifier | 'new' | null>(null);
  const [removed, setRemoved] = useState<Notifier | null>(null);
  const [tests, setTests] = useState<Readonly<Record<string, Test>>>({});
  const mine = may('admin');
  const users = rules.filter((rule) => removed !== null && rule.notifiers.includes(removed.id)).map((rule) => rule.name);

  const test = async (notifier: Notifier): Promise<void> => {
    const note = (became: Test): void => setTests((was) => ({ ...was, [notifier.id]: became }));
    note('sending');
    try {
      note(await testNotifier(notifier));
    } catch (error) {
      note({ delivered: false, error: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <section class="watching">
      <div class="head">
        <h2>{text.notifiers}</h2>
        {mine && <button type="button" class="button" onClick={() => setEdited('new')}><Icon name="plus" />{forms.newNotifier}</button>}
      </div>
      {notifiers.length === 0
        ? <p class="soft">{text.noNotifiers}</p>
        : (
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{text.notifier}</th><th scope="col">{text.type}</th><th scope="col">{text.state}</th>
                {mine && <th scope="col"><span class="unseen">{jobs.columns.actions}</span></th>}
              </tr>
            </thead>
            <tbody>
              {notifiers.map((notifier) => (
                <tr key={notifier.id} data-disabled={!notifier.enabled || undefined}>
                  <th scope="row">{notifier.name}<Tested test={tests[notifier.id]} /></th>
                  <td data-label={text.type}>{forms.notifierTypes[notifier.type as keyof typeof forms.notifierTypes] ?? <code>{notifier.type}</code>}</td>
                  <EnabledCell of={notifier} mine={mine} enable={enableNotifier} />
                  {mine && (
                    <RowButtons name={notifier.name} onEdit={() => setEdited(notifier)} onDelete={() => setRemoved(notifier)}>
                      <button type="button" class="button" aria-label={forms.testOf(notifier.name)} title={forms.testOf(notifier.name)} disabled={tests[notifier.id] === 'sending'} onClick={() => void test(notifier)}>{forms.test}</button>
                    </RowButtons>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      {edited !== null && <NotifierDialog notifier={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {removed && (
        <RemoveDialog
          name={removed.name} held={users.length > 0} hint={users.length > 0 ? forms.inUse(users.join(text.conditions.list)) : forms.deleteNotifierHint}
          remove={() => deleteNotifier(removed.id)} onClose={() => setRemoved(null)}
        />
      )}
    </section>
  );
}
