import type { Progress } from '../../api/runs.ts';
import { duration, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';

/** How far a run says it is, and how long the rest may take. */
export function RunProgress({ progress, timeLeft }: { readonly progress: Progress; readonly timeLeft: number | null }) {
  const words = texts.value.run;
  const { done, total, percent, message } = progress;
  return (
    <section class="run-progress" aria-label={words.progress}>
      <div class="run-progress-words">
        <strong class="number">{percent === null ? words.done(number(done)) : `${number(percent)} %`}</strong>
        {total !== null && <span class="number soft">{words.progressOf(number(done), number(total))}</span>}
        {timeLeft !== null && <span class="soft">{words.timeLeft(duration(timeLeft))}</span>}
      </div>
      {percent !== null && <progress max={100} value={percent} aria-label={words.progress} />}
      {message && <p class="soft">{message}</p>}
    </section>
  );
}
