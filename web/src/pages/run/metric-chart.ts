import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Metric } from '../../api/run-reports.ts';
import type { MetricSeries } from '../../viewport/metric-series.ts';

const height = 110;

/** A metric over time, in the colours of the theme. */
export class MetricChart {
  private plot: UPlot | null = null;
  private readonly resized: ResizeObserver;

  constructor(private readonly host: HTMLElement, private readonly type: Metric['metric_type']) {
    this.resized = new ResizeObserver(() => this.plot?.setSize({ width: this.width, height }));
    this.resized.observe(host);
  }

  show(series: MetricSeries): void {
    this.plot?.destroy();
    this.plot = new UPlot(this.options(), [[...series.times], [...series.values]], this.host);
  }

  destroy(): void {
    this.resized.disconnect();
    this.plot?.destroy();
  }

  private get width(): number {
    return Math.max(120, this.host.clientWidth);
  }

  private options(): UPlot.Options {
    const style = getComputedStyle(this.host);
    const [line, fill, text, grid] = ['line', 'fill', 'text', 'grid'].map((name) => style.getPropertyValue(`--chart-${name}`).trim()) as [string, string, string, string];
    const font = `11px ${style.fontFamily}`;
    const axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } } satisfies UPlot.Axis;
    return {
      width: this.width,
      height,
      padding: [6, 6, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: { y: { range: (_, low, high) => (low === high ? [low - 1, high + 1] : [Math.min(low, this.type === 'counter' ? 0 : low), high]) } },
      axes: [{ ...axis, size: 22, space: 64, values: (_, ticks) => ticks.map(clock) }, { ...axis, size: 46, space: 28, values: (_, ticks) => ticks.map(short) }],
      series: [{}, { stroke: line, fill, width: 1.5, points: { show: false } }],
    };
  }
}

const two = (number: number): string => String(number).padStart(2, '0');

/** The clock of a time in seconds, to the second where it isn't a whole minute. */
function clock(seconds: number): string {
  const at = new Date(seconds * 1000);
  const minute = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return at.getSeconds() === 0 ? minute : `${minute}:${two(at.getSeconds())}`;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const short = (value: number): string => compact.format(value);
