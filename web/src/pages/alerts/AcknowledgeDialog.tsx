import { useState } from 'preact/hooks';
import { acknowledgeAlert, type Alert } from '../../api/alerts.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Field } from '../../components/Field.tsx';
import { alertChanges } from '../../state/firing.ts';
import { texts } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';

/** Asks what is to be said to an alert, and takes note of it. */
export function AcknowledgeDialog({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const { alerts: text, common } = texts.value;
  const [note, setNote] = useState(alert.acknowledged?.note ?? '');
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await acknowledgeAlert(alert.id, note.trim());
      toast(text.acknowledged);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad');
    }
    onClose();
    alertChanges.value++;
  };
  return (
    <Dialog title={text.acknowledgeTitle(alert.job_name)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p class="soft">{text.acknowledgeHint}</p>
        <Field label={`${text.noteLabel} (${common.optional})`}>
          {(control) => <textarea {...control} rows={3} maxLength={1000} autofocus value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
        </Field>
        <footer>
          <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
          <button type="submit" class="button primary" disabled={busy}>{text.acknowledge}</button>
        </footer>
      </form>
    </Dialog>
  );
}
