import { useState } from 'preact/hooks';
import { deleteJob, type Job } from '../../api/jobs.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Field } from '../../components/Field.tsx';
import { Icon } from '../../components/icons.tsx';
import { texts } from '../../state/language.ts';
import { go } from '../../state/route.ts';
import { toast } from '../../state/toasts.ts';

/** Deletes a job after its name was typed. */
export function DeleteDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { form: text, common } = texts.value;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const confirmed = typed.trim() === job.name;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!confirmed) {
      return;
    }
    try {
      await deleteJob(job.id);
      toast(text.deleted(job.name));
      onClose();
      go('/');
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };

  return (
    <Dialog title={text.deleteTitle(job.name)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{text.deleteHint}</p>
        <Field label={text.deleteConfirm} hint={<code>{job.name}</code>}>
          {(control) => <input {...control} autocomplete="off" autofocus value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />}
        </Field>
        {error !== null && <p class="wrong" role="alert">{error}</p>}
        <footer>
          <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
          <button type="submit" class="button danger" disabled={!confirmed}><Icon name="trash" />{text.deleteButton}</button>
        </footer>
      </form>
    </Dialog>
  );
}
