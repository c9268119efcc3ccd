import { useRef, useState } from 'preact/hooks';
import { levels } from '../../api/levels.ts';
import { StackedBars } from '../../components/charts.tsx';
import { dateOnly, number, shortMoment, timeOnly } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import type { Span } from './histogram.ts';

interface Props {
  readonly spans: readonly Span[];
  readonly step: number;
  readonly onPick: (from: number, to: number) => void;
}

const day = 86_400_000;

/** Entries over time by level. Dragging across bars, or a click on one, chooses their time. */
export function Histogram({ spans, step, onPick }: Props) {
  const { explore: text, common } = texts.value;
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const say = step >= day ? dateOnly : shortMoment;
  const bars = spans.map((span) => ({
    key: String(span.start),
    title: [say(span.start), ...levels.filter((level) => span.counts[level] > 0).map((level) => `${common.levels[level]} ${number(span.counts[level])}`)].join(' · '),
    parts: levels.toReversed().map((level) => ({ kind: level, value: span.counts[level] })),
  }));
  const place = (event: PointerEvent): number => {
    const area = box.current!.getBoundingClientRect();
    return Math.min(spans.length - 1, Math.max(0, Math.floor(((event.clientX - area.left) / area.width) * spans.length)));
  };
  const finish = (): void => {
    if (drag) {
      const [first, last] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
      onPick(spans[first]!.start, spans[last]!.start + step - 1);
    }
    setDrag(null);
  };
  const first = spans[0];
  const sums = levels.map((level) => ({ level, count: spans.reduce((sum, span) => sum + span.counts[level], 0) })).filter((part) => part.count > 0);
  return (
    <figure class="histogram">
      <div
        ref={box}
        title={text.zoomHint}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setDrag({ from: place(event), to: place(event) }); }}
        onPointerMove={(event) => drag && setDrag({ from: drag.from, to: place(event) })}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        <StackedBars label={`${text.histogram}: ${sums.map((part) => `${common.levels[part.level]} ${number(part.count)}`).join(', ')}`} bars={bars} height={90}>
          {drag && <rect class="chosen" x={(Math.min(drag.from, drag.to) / spans.length) * 1000} y={0} width={((Math.abs(drag.to - drag.from) + 1) / spans.length) * 1000} height={90} />}
        </StackedBars>
      </div>
      {first && <div class="axis"><span>{say(first.start)}</span><span>{step >= day ? dateOnly(spans.at(-1)!.start) : `${dateOnly(spans.at(-1)!.start)} ${timeOnly(spans.at(-1)!.start + step)}`}</span></div>}
    </figure>
  );
}
