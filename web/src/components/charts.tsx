import type { ComponentChildren } from 'preact';

/** One bar: its parts from the bottom up. */
export interface Bar {
  readonly key: string;
  readonly title: string;
  readonly parts: readonly { readonly kind: string; readonly value: number }[];
}

interface Props {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly height: number;
  /** What the highest bar stands for at least: a few things do not fill the chart. */
  readonly least?: number;
  readonly children?: ComponentChildren;
}

/** Bars of stacked parts, drawn in SVG. Colours come from styles by `data-kind`. */
export function StackedBars(props: Props) {
  const highest = Math.max(props.least ?? 1, ...props.bars.map(total));
  const width = 1000;
  const step = width / Math.max(1, props.bars.length);
  const gap = Math.min(2, step * 0.15);
  return (
    <svg class="bars" role="img" aria-label={props.label} viewBox={`0 0 ${width} ${props.height}`} height={props.height} preserveAspectRatio="none">
      {props.bars.map((bar, index) => {
        let top = props.height;
        return (
          <g key={bar.key}>
            <rect class="ground" x={index * step} y={0} width={step} height={props.height}><title>{bar.title}</title></rect>
            {bar.parts.filter((part) => part.value > 0).map((part) => {
              const height = Math.max(1.5, (part.value / highest) * (props.height - 4));
              top -= height;
              return <rect key={part.kind} data-kind={part.kind} x={index * step + gap / 2} y={top} width={step - gap} height={height} pointer-events="none" />;
            })}
          </g>
        );
      })}
      {props.children}
    </svg>
  );
}

export const total = (bar: Bar): number => bar.parts.reduce((sum, part) => sum + part.value, 0);

/** A share of something as a thin bar. */
export function ShareBar(props: { readonly share: number; readonly kind?: string }) {
  return <span class="share" aria-hidden="true"><i data-kind={props.kind} style={{ width: `${Math.max(0, Math.min(100, props.share * 100))}%` }} /></span>;
}
