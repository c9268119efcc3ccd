import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ComponentChildren;
  /** Whether it stands in place of the whole page, and so is its heading. */
  readonly whole?: boolean;
}

/** An empty or failed place: what is so, and what to do next. */
export function Notice({ title, hint, action, whole }: Props) {
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div class="notice">
      <Heading>{title}</Heading>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}
