import { texts } from '../../state/language.ts';

/** Every job at a glance. */
export function JobsPage() {
  return <h1>{texts.value.shell.jobs}</h1>;
}
