import type { ComponentChildren } from 'preact';

/** An empty or failed place: what is so, and what to do next. */
export function Notice(props: { readonly title: string; readonly hint?: string; readonly action?: ComponentChildren }) {
  return (
    <div class="notice">
      <h2>{props.title}</h2>
      {props.hint && <p>{props.hint}</p>}
      {props.action}
    </div>
  );
}
