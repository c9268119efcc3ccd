import { texts } from '../../state/language.ts';

/** The attempts of a run, to see one or all. */
export function AttemptTabs(props: { readonly attempts: number; readonly chosen: number | null; readonly choose: (attempt: number | null) => void }) {
  const words = texts.value.run;
  const all = [null, ...Array.from({ length: props.attempts }, (_, index) => index + 1)];
  return (
    <div class="attempts" role="group" aria-label={words.attempts}>
      {all.map((attempt) => (
        <button key={attempt} type="button" aria-pressed={props.chosen === attempt} onClick={() => props.choose(attempt)}>
          {attempt === null ? words.allAttempts : words.attempt(attempt)}
        </button>
      ))}
    </div>
  );
}
