import { useState } from 'preact/hooks';
import { changeJob, getJob } from '../../api/jobs.ts';
import { getSystem } from '../../api/system.ts';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/icons.tsx';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { go } from '../../state/route.ts';
import { may } from '../../state/session.ts';
import { useTitle } from '../../state/title.ts';
import { toast } from '../../state/toasts.ts';
import { DeleteDialog } from '../dialogs/DeleteDialog.tsx';
import type { PageProps } from '../routes.ts';
import { draftOf } from './draft.ts';
import { JobForm } from './JobForm.tsx';

/** Changes a job, or deletes it. */
export function EditJobPage({ params }: PageProps) {
  const { form: text, common } = texts.value;
  const id = params['job']!;
  const [deleting, setDeleting] = useState(false);
  const found = useResource(id, async (signal) => {
    const [job, system] = await Promise.all([getJob(id, 0, signal), getSystem(signal)]);
    return { job, system };
  });
  useTitle(found.data ? text.editTitle(found.data.job.name) : common.loading);
  if (found.data === null) {
    return found.error ? <Failure whole error={found.error} retry={found.reload} /> : <p class="loading" role="status">{common.loading}</p>;
  }
  const { job, system } = found.data;
  const home = `/jobs/${job.id}`;
  return (
    <>
      <div class="head">
        <h1>{text.editTitle(job.name)}</h1>
        {may('operator') && <button type="button" class="button danger" onClick={() => setDeleting(true)}><Icon name="trash" />{text.deleteButton}</button>}
      </div>
      <JobForm
        draft={draftOf(job)}
        types={system.job_types}
        retentionDays={system.retention_days}
        submitLabel={common.save}
        back={home}
        save={async (input) => {
          const changed = await changeJob(job.id, input);
          toast(text.saved(changed.name));
          go(home);
        }}
      />
      {deleting && <DeleteDialog job={job} onClose={() => setDeleting(false)} />}
    </>
  );
}
