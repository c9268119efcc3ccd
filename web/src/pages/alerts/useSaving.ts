import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/problem.ts';
import { alertChanges } from '../../state/firing.ts';
import { texts } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';

/** A form that is being saved: whether it is on its way, and what the server found wrong. */
export interface Saving {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly busy: boolean;
  /** What is wrong with a field. */
  readonly wrong: (field: string) => string | undefined;
  /** What is wrong with the fields within another that have no control of their own. */
  readonly elsewhere: (parent: string, shown: readonly string[]) => string | undefined;
  /** What is wrong as a whole. */
  readonly failure: string | null;
  readonly submit: (event: SubmitEvent) => Promise<void>;
}

/** Saves a form's thing, says so, and puts the focus where something is wrong. */
export function useSaving(isFaulty: boolean, save: () => Promise<{ readonly name: string }>, then: () => void): Saving {
  const text = texts.value.form;
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const errors = error?.problem?.errors;
  const nameIsTaken = error?.code === 'name_taken';
  const focusWrong = (): void => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] input')?.focus();
  return {
    form,
    busy,
    wrong: (field) => error?.field(field) ?? (nameIsTaken && field === 'name' ? error.message : undefined),
    elsewhere: (parent, shown) => {
      const told = Object.entries(errors ?? {})
        .filter(([field]) => field.startsWith(`${parent}.`) && !shown.includes(field.slice(parent.length + 1)))
        .map(([field, said]) => `${field.slice(parent.length + 1)} ${said.join(' ')}`);
      return error?.field(parent) ?? (told.length === 0 ? undefined : told.join(' '));
    },
    failure: error === null ? null : errors !== undefined || nameIsTaken ? text.failed : error.message,
    submit: async (event) => {
      event.preventDefault();
      if (busy) {
        return;
      }
      if (isFaulty) {
        focusWrong();
        return;
      }
      setBusy(true);
      setError(null);
      try {
        const { name } = await save();
        toast(text.saved(name));
        then();
        alertChanges.value++;
      } catch (failure) {
        setError(failure instanceof ApiError ? failure : new ApiError(-1, 'page_error', String(failure)));
        setBusy(false);
        requestAnimationFrame(focusWrong);
      }
    },
  };
}
