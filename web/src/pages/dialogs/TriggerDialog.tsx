import { useState } from 'preact/hooks';
import { triggerJob, type Job } from '../../api/jobs.ts';
import { ApiError } from '../../api/problem.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Field } from '../../components/Field.tsx';
import { Icon } from '../../components/icons.tsx';
import { readObject } from '../../state/json.ts';
import { texts } from '../../state/language.ts';
import { go } from '../../state/route.ts';
import { elsewhere } from '../form/parameters.ts';

/** Runs a job now, with parameters of its own where they are wanted, and opens the run. */
export function TriggerDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { form: text, common } = texts.value;
  const [overlay, setOverlay] = useState('');
  const [force, setForce] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const typed = readObject(overlay);
  const fault = 'fault' in typed ? (typed.fault === 'not_json' ? text.notJson(typed.why) : text.notObject) : undefined;

  const refused = error?.field('parameters') ?? elsewhere('', error?.problem?.errors);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if ('fault' in typed || busy) {
      return;
    }
    setBusy(true);
    try {
      const run = await triggerJob(job.id, { force_reprocess: force, ...(typed.value === undefined ? {} : { parameters: typed.value }) });
      onClose();
      go(`/runs/${run.job_run_id}`);
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : null);
      setBusy(false);
    }
  };

  return (
    <Dialog title={text.triggerTitle(job.name)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={`${text.overlay} (${common.optional})`} hint={text.overlayHint} error={fault ?? refused}>
          {(control) => <textarea {...control} class="mono" rows={5} spellcheck={false} placeholder={placeholder(job)} value={overlay} onInput={(event) => setOverlay(event.currentTarget.value)} />}
        </Field>
        <label class="check">
          <input type="checkbox" checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />
          {text.force}
        </label>
        {error && refused === undefined && (
          <p class="wrong" role="alert">
            {error.message} {error.problem?.job_run_id !== undefined && <a href={`/runs/${error.problem.job_run_id}`} onClick={onClose}>{text.openRun}</a>}
          </p>
        )}
        <footer>
          <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
          <button type="submit" class="button primary" disabled={busy || fault !== undefined} autofocus><Icon name="play" />{text.run}</button>
        </footer>
      </form>
    </Dialog>
  );
}

const placeholder = (job: Job): string => (Object.keys(job.parameters).length > 0 ? JSON.stringify(job.parameters, null, 2) : '{}');
