import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Metric } from '../../api/run-reports.ts';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { theme } from '../../state/theme.ts';
import { toSeries, type MetricSeries } from '../../viewport/metric-series.ts';
import type { MetricChart } from './metric-chart.ts';

/** A chart for every metric; what only one number was recorded of is told as that. */
export function MetricCharts({ metrics, total }: { readonly metrics: readonly Metric[]; readonly total: number }) {
  const words = texts.value.run;
  const series = useMemo(() => toSeries(metrics), [metrics]);
  if (series.length === 0) {
    return <p class="soft">{words.noMetrics}</p>;
  }
  return (
    <>
      {series.map((one) => <Series key={one.key} series={one} />)}
      {total > metrics.length && <p class="soft">{words.metricsCut(number(metrics.length), number(total))}</p>}
    </>
  );
}

function Series({ series }: { readonly series: MetricSeries }) {
  const last = series.values.at(-1)!;
  return (
    <figure class="metric" aria-label={texts.value.run.metricLabel(series.name, number(last), number(series.values.length))}>
      <figcaption>
        <span>{series.name} {series.labels && <small class="soft">{series.labels}</small>}</span>
        <strong class="number">{number(last)}</strong>
      </figcaption>
      {series.values.length > 1 && <Chart series={series} />}
    </figure>
  );
}

function Chart({ series }: { readonly series: MetricSeries }) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useSignal<MetricChart | null>(null);
  useEffect(() => {
    let gone = false;
    // The charts are fetched by those who have some to see.
    void import('./metric-chart.ts').then(({ MetricChart }) => {
      if (!gone) {
        chart.value = new MetricChart(host.current!, series.type);
      }
    });
    return () => {
      gone = true;
      chart.peek()?.destroy();
    };
  }, []);
  useEffect(() => chart.value?.show(series), [chart.value, series, theme.value]);
  return <div class="metric-chart" ref={host} aria-hidden="true" />;
}
