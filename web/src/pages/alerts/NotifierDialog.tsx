import { useState } from 'preact/hooks';
import { createNotifier, replaceNotifier, type Notifier } from '../../api/alerts.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { NumberField } from './NumberField.tsx';
import { draftOf, inputOf, notifierTypes, othersOf, settingsOf, type NotifierDraft } from './notifierDraft.ts';
import { SettingFields } from './SettingFields.tsx';
import { useSaving } from './useSaving.ts';

/** Makes or changes a notifier. One that is there keeps its type, which its secrets are of. */
export function NotifierDialog({ notifier, onClose }: { readonly notifier: Notifier | null; readonly onClose: () => void }) {
  const { alertForms: text, common, form } = texts.value;
  const [draft, setDraft] = useState(() => draftOf(notifier));
  const others = othersOf(draft);
  const input = inputOf(draft, others);
  const saving = useSaving('fault' in others, () => (notifier === null ? createNotifier(input) : replaceNotifier(notifier.id, input)), onClose);
  const set = (changes: Partial<NotifierDraft>): void => setDraft((was) => ({ ...was, ...changes }));
  const shown = Object.keys(settingsOf(draft.type));
  const fault = 'fault' in others ? (others.fault === 'not_json' ? form.notJson(others.why) : form.notObject) : saving.elsewhere('settings', shown);
  // A setting without a control is that of a type, or of a server, that the page does not know.
  const hasOthers = shown.length === 0 || draft.others !== '' || fault !== undefined;
  return (
    <Dialog keep title={notifier === null ? text.newNotifier : text.edit(notifier.name)} onClose={onClose}>
      <form ref={saving.form} class="long" noValidate onSubmit={(event) => void saving.submit(event)}>
        <Field label={text.name} error={saving.wrong('name')}>
          {(control) => <input {...control} autofocus required autocomplete="off" value={draft.name} onInput={(event) => set({ name: event.currentTarget.value })} />}
        </Field>
        <Field label={text.type} error={saving.wrong('type')}>
          {(control) => (
            <select {...control} disabled={notifier !== null} value={draft.type} onChange={(event) => set({ type: event.currentTarget.value, typed: {} })}>
              {(shown.length === 0 ? [draft.type] : notifierTypes).map((type) => <option key={type} value={type}>{text.notifierTypes[type as keyof typeof text.notifierTypes] ?? type}</option>)}
            </select>
          )}
        </Field>
        <SettingFields draft={draft} set={set} wrong={saving.wrong} />
        {hasOthers && (
          <Field label={text.otherSettings} hint={text.otherSettingsHint} error={fault}>
            {(control) => <textarea {...control} class="mono" rows={4} spellcheck={false} placeholder="{}" value={draft.others} onInput={(event) => set({ others: event.currentTarget.value })} />}
          </Field>
        )}
        <NumberField label={text.group} unit={text.seconds} hint={text.groupHint} error={saving.wrong('group_seconds')} value={draft.group_seconds} onChange={(group_seconds) => set({ group_seconds })} />
        <NumberField label={text.timeout} unit={text.seconds} error={saving.wrong('timeout_seconds')} value={draft.timeout_seconds} onChange={(timeout_seconds) => set({ timeout_seconds })} />
        <label class="check">
          <input type="checkbox" checked={draft.enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />
          {text.on}
        </label>
        {saving.failure !== null && <p class="wrong" role="alert">{saving.failure}</p>}
        <footer>
          <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
          <button type="submit" class="button primary" disabled={saving.busy}>{common.save}</button>
        </footer>
      </form>
    </Dialog>
  );
}
