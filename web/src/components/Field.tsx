import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What a field's control carries, so that its label, hint and error belong to it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface Props {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly children: (control: ControlProps) => ComponentChildren;
}

/** A labelled control with its hint, and what the server says is wrong with it. */
export function Field(props: Props) {
  const id = useId();
  const described = [props.hint === undefined ? '' : `${id}-hint`, props.error === undefined ? '' : `${id}-error`].filter((part) => part !== '').join(' ');
  return (
    <div class="field" data-wrong={props.error !== undefined || undefined}>
      <label for={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': props.error === undefined ? undefined : true })}
      {props.hint !== undefined && <p class="hint" id={`${id}-hint`}>{props.hint}</p>}
      {props.error !== undefined && <p class="wrong" id={`${id}-error`}>{props.error}</p>}
    </div>
  );
}
