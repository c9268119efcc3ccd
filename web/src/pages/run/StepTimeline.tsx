import type { RunStep } from '../../api/run-reports.ts';
import { duration } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { now } from '../../state/now.ts';
import { layOutSteps, spanOf, type StepBar } from '../../viewport/step-bars.ts';

/** A bar for every step, nested and over a common time. Choosing one shows its entries. */
export function StepTimeline(props: { readonly steps: readonly RunStep[]; readonly chosen: readonly string[]; readonly choose: (step: string) => void }) {
  const words = texts.value.run;
  if (props.steps.length === 0) {
    return <p class="soft">{words.noSteps}</p>;
  }
  const at = props.steps.some((step) => step.finished_at === null) ? now.value : 0;
  const bars = layOutSteps(props.steps, spanOf(props.steps, at), at);
  return (
    <ol class="steps">
      {bars.map((bar) => <li key={`${bar.step.attempt} ${bar.step.id}`}><Bar bar={bar} at={at} isChosen={props.chosen.includes(bar.step.name)} choose={props.choose} /></li>)}
    </ol>
  );
}

function Bar(props: { readonly bar: StepBar; readonly at: number; readonly isChosen: boolean; readonly choose: (step: string) => void }) {
  const { step, depth, from, to } = props.bar;
  const words = texts.value.run;
  const took = duration(step.finished_at === null ? Math.max(0, props.at - Date.parse(step.started_at)) : step.duration_ms);
  return (
    <button
      type="button" class="step" data-status={step.status} aria-pressed={props.isChosen} title={words.showStep} onClick={() => props.choose(step.name)}
    >
      <span class="step-name" style={{ paddingLeft: `${depth * 14}px` }}>{step.name}</span>
      <span class="unseen">, {words.stepStatuses[step.status]}, </span>
      <span class="step-took number">{took}</span>
      <span class="step-track"><span class="step-bar" style={{ left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` }} /></span>
    </button>
  );
}
