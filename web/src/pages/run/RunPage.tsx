import { texts } from '../../state/language.ts';
import type { PageProps } from '../routes.ts';

/** One run: its log beside its steps, status, metrics and progress. */
export function RunPage({ params }: PageProps) {
  return <h1>{texts.value.run.title} {params['run']}</h1>;
}
