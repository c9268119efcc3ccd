import { useRef, useState } from 'preact/hooks';
import { externalType, type JobInput } from '../../api/jobs.ts';
import { ApiError } from '../../api/problem.ts';
import { texts } from '../../state/language.ts';
import { inputOf, parametersOf, type Draft } from './draft.ts';
import { elsewhere } from './parameters.ts';
import { PolicyFields } from './PolicyFields.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import { WorkFields } from './WorkFields.tsx';
import './form.css';

/** What each part of the form is given. */
export interface PartProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
  /** What is wrong with a field. */
  readonly wrong: (field: string) => string | undefined;
}

interface Props {
  readonly draft: Draft;
  readonly types: readonly string[];
  readonly retentionDays: number;
  readonly submitLabel: string;
  readonly back: string;
  readonly save: (input: JobInput) => Promise<void>;
}

/** A job's definition. What the server finds wrong stands at the field that it is about. */
export function JobForm(props: Props) {
  const { form: text, common } = texts.value;
  const [draft, setDraft] = useState(props.draft);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const parameters = parametersOf(draft);

  const part: PartProps = {
    draft,
    set: (changes) => setDraft((was) => ({ ...was, ...changes })),
    wrong: (field) => {
      if (field === 'parameters' && 'fault' in parameters) {
        return parameters.fault === 'not_json' ? text.notJson(parameters.why) : text.notObject;
      }
      if (field === 'parameters') {
        return error?.field(field) ?? elsewhere(draft.type, error?.problem?.errors);
      }
      return error?.field(field) ?? (field === 'name' && error?.code === 'name_taken' ? error.message : undefined);
    },
  };

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if ('fault' in parameters || busy) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await props.save(inputOf(draft, parameters));
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : new ApiError(-1, 'page_error', String(failure)));
      setBusy(false);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    }
  };

  const hasFields = error?.problem?.errors !== undefined || error?.code === 'name_taken';
  return (
    <form ref={form} class="job-form" noValidate onSubmit={(event) => void submit(event)}>
      <WorkFields {...part} types={props.types} />
      {draft.type !== externalType && <ScheduleFields {...part} />}
      <PolicyFields {...part} retentionDays={props.retentionDays} />
      {error && <p class="wrong" role="alert">{hasFields ? text.failed : error.message}</p>}
      <footer>
        <button type="submit" class="button primary" disabled={busy}>{props.submitLabel}</button>
        <a class="button" href={props.back}>{common.cancel}</a>
      </footer>
    </form>
  );
}
