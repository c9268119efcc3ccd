import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LogEntry } from '../../api/entries.ts';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { theme } from '../../state/theme.ts';
import { TimeFormat } from '../../viewport/timestamps.ts';
import { HistogramAxis } from './histogram-axis.ts';
import { paintHistogram } from './histogram-painter.ts';
import type { LogModel } from './model/log-model.ts';
import { TimeRange } from './TimeRange.tsx';
import { timeMode } from './viewer-choices.ts';

export interface InView {
  readonly first: LogEntry | undefined;
  readonly last: LogEntry | undefined;
}

/** A drag of fewer pixels than this is a click. */
const dragFrom = 4;

/** Entries over time by level: shows where the reader is, takes a time by dragging, goes to a time by clicking. */
export function Histogram({ model, inView }: { readonly model: LogModel; readonly inView: Signal<InView> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useSignal<{ readonly from: number; readonly to: number } | null>(null);
  const pointed = useSignal<number | null>(null);
  const width = useSignal(0);

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => (width.value = entry!.contentRect.width));
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);

  const axis = (): HistogramAxis => new HistogramAxis(model.statistics.overTime.peek()?.histogram ?? [], width.peek());
  useSignalEffect(() => {
    const { histogram } = model.statistics.overTime.value ?? { histogram: [] };
    const view = model.filter.value;
    const { first, last } = inView.value;
    void theme.value;
    paintHistogram(canvas.current!, new HistogramAxis(histogram, width.value), {
      levels: view.levels,
      range: drag.value ?? (view.from === null && view.to === null ? null : {
        from: view.from === null ? -Infinity : Date.parse(view.from), to: view.to === null ? Infinity : Date.parse(view.to),
      }),
      inView: first && last ? { from: Date.parse(first.timestamp), to: Date.parse(last.timestamp) } : null,
      pointed: pointed.value,
    });
  });

  const timeAt = (event: PointerEvent): number => axis().timeAt(event.clientX - canvas.current!.getBoundingClientRect().left);
  const down = (event: PointerEvent): void => {
    if (event.button === 0 && !axis().isEmpty) {
      canvas.current!.setPointerCapture(event.pointerId);
      const at = timeAt(event);
      drag.value = { from: at, to: at };
    }
  };
  const move = (event: PointerEvent): void => {
    const at = timeAt(event);
    pointed.value = axis().isEmpty ? null : at;
    if (drag.peek()) {
      drag.value = { from: drag.peek()!.from, to: at };
    }
  };
  const up = (): void => {
    const dragged = drag.peek();
    drag.value = null;
    if (!dragged) {
      return;
    }
    const [from, to] = dragged.from < dragged.to ? [dragged.from, dragged.to] : [dragged.to, dragged.from];
    if (axis().pixels(to - from) < dragFrom) {
      void model.goToTime(new Date(from).toISOString());
    } else {
      void model.setFilter({ ...model.filter.peek(), from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    }
  };

  const statistics = model.statistics.overTime.value;
  const shown = new HistogramAxis(statistics?.histogram ?? [], width.value);
  const time = new TimeFormat(timeMode.value === 'relative' ? 'local' : timeMode.value, null, shown.spansDays);
  const name = (at: number): string => time.short(new Date(at).toISOString()).replace(/\.\d+$/, '');
  const { log } = texts.value;
  const label = statistics && !shown.isEmpty ? log.histogramOf(name(shown.from), name(shown.to), number(statistics.total)) : '';
  return (
    <div class="log-histogram">
      <canvas
        ref={canvas} role="img" aria-label={`${log.histogram} ${label}`} onPointerDown={down} onPointerMove={move} onPointerUp={up}
        onPointerCancel={() => (drag.value = null)} onPointerLeave={() => (pointed.value = null)}
      />
      <Pointed axis={shown} at={pointed.value} name={name} />
      <div class="log-histogram-ends number" aria-hidden="true">
        <span>{shown.isEmpty ? '' : name(shown.from)}</span>
        <span>{shown.isEmpty ? '' : name(shown.to)}</span>
      </div>
      <TimeRange model={model} />
    </div>
  );
}

function Pointed(props: { readonly axis: HistogramAxis; readonly at: number | null; readonly name: (at: number) => string }) {
  if (props.at === null || props.axis.isEmpty) {
    return null;
  }
  const bucket = props.axis.bucketAt(props.at);
  const { levels } = texts.value.common;
  const counts = bucket ? Object.entries(bucket.counts).filter(([, found]) => found > 0) : [];
  const x = props.axis.x(props.at);
  return (
    <div class="log-pointed" style={{ left: `${Math.min(x, props.axis.width - 150)}px` }} aria-hidden="true">
      <strong class="number">{props.name(props.at)}</strong>
      {counts.map(([level, found]) => <span key={level} class={`number level-${level.toLowerCase()}`}>{levels[level as keyof typeof levels]} {number(found)}</span>)}
    </div>
  );
}
