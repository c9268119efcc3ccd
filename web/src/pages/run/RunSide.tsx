import type { ComponentChildren } from 'preact';
import { jsonText } from './json-text.ts';
import type { LogModel } from '../../components/log/model/log-model.ts';
import { texts } from '../../state/language.ts';
import { MetricCharts } from './MetricCharts.tsx';
import type { RunModel } from './run-model.ts';
import { RunProgress } from './RunProgress.tsx';
import { StatusHistory } from './StatusHistory.tsx';
import { StepTimeline } from './StepTimeline.tsx';

/** What a run told besides its log. */
export function RunSide({ model, log }: { readonly model: RunModel; readonly log: LogModel }) {
  const words = texts.value.run;
  const run = model.run.value!;
  const view = log.filter.value;
  const choose = (step: string): void => void log.setFilter({ ...view, steps: view.steps.length === 1 && view.steps[0] === step ? [] : [step] });
  return (
    <aside class="run-side" aria-label={words.details}>
      {run.error && <div class="run-error" role="note"><strong>{run.error.code}</strong> {run.error.message}</div>}
      {run.progress && <RunProgress progress={run.progress} timeLeft={model.timeLeft.value} />}
      <Section title={words.steps}><StepTimeline steps={model.steps.value} chosen={view.steps} choose={choose} /></Section>
      {model.metrics.value.length > 0 && <Section title={words.metrics}><MetricCharts metrics={model.metrics.value} total={model.metricsTotal.value} /></Section>}
      <Section title={words.history}><StatusHistory rows={model.history.value} start={run.started_at} /></Section>
      {Object.keys(run.parameters).length > 0 && <Section title={words.parameters}><pre class="parameters" tabIndex={0}>{jsonText(run.parameters)}</pre></Section>}
    </aside>
  );
}

function Section(props: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
