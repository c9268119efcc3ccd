import { createJob } from '../../api/jobs.ts';
import { getSystem } from '../../api/system.ts';
import { Failure } from '../../components/Failure.tsx';
import { ownZone } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { go } from '../../state/route.ts';
import { useTitle } from '../../state/title.ts';
import { toast } from '../../state/toasts.ts';
import { emptyDraft } from './draft.ts';
import { JobForm } from './JobForm.tsx';

/** Creates a job. */
export function NewJobPage() {
  const { form: text, common } = texts.value;
  useTitle(text.newTitle);
  const system = useResource('system', getSystem);
  if (system.data === null) {
    return system.error ? <Failure whole error={system.error} retry={system.reload} /> : <p class="loading" role="status">{common.loading}</p>;
  }
  return (
    <>
      <h1>{text.newTitle}</h1>
      <JobForm
        draft={emptyDraft(ownZone)}
        types={system.data.job_types}
        retentionDays={system.data.retention_days}
        submitLabel={text.create}
        back="/"
        save={async (input) => {
          const job = await createJob(input);
          toast(text.created(job.name));
          go(`/jobs/${job.id}`);
        }}
      />
    </>
  );
}
