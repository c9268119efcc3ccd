import { useEffect, useRef } from 'preact/hooks';
import { useSignal, useSignalEffect } from '@preact/signals';
import type { LogEntry } from '../../api/entries.ts';
import { language, texts } from '../../state/language.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { onDifferentDays, TimeFormat } from '../../viewport/timestamps.ts';
import { Announcer } from './Announcer.tsx';
import { Histogram, type InView } from './Histogram.tsx';
import { atMost } from './at-most.ts';
import { LevelChips } from './LevelChips.tsx';
import { bindList } from './bind-list.ts';
import { LogList } from './list/log-list.ts';
import type { RowContext } from './list/row-context.ts';
import { LogOverlay } from './LogOverlay.tsx';
import type { LogModel } from './model/log-model.ts';
import { isFiltered } from './model/view-filter.ts';
import { SearchBox } from './SearchBox.tsx';
import { logShortcuts } from './log-shortcuts.ts';
import { StatusBar } from './StatusBar.tsx';
import { StepFilter } from './StepFilter.tsx';
import { timeMode, wraps } from './viewer-choices.ts';
import { ViewChoices } from './ViewChoices.tsx';
import './log.css';

export interface LogViewerProps {
  readonly model: LogModel;
  /** Where relative times begin. */
  readonly start: string | null;
  /** The last time there is a trace of: tells whether the day has to be shown. */
  readonly last: string | null;
  readonly steps: readonly string[];
  /** Entries without any filter, where that is known. */
  readonly entries: number | null;
  readonly isOver: boolean;
  readonly linkTo: (entry: LogEntry) => string;
  /** Shown at the end of the tool bar. */
  readonly tools?: preact.ComponentChildren;
}

/** The viewer of a log of any length: filters above, the list, and where it stands below. */
export function LogViewer(props: LogViewerProps) {
  const { model } = props;
  const host = useRef<HTMLDivElement>(null);
  const inView = useSignal<InView>({ first: undefined, last: undefined });
  const context = useRef(() => rowContext(props));
  context.current = () => rowContext(props);

  useEffect(() => {
    const seen = atMost(100, (view: InView) => (inView.value = view));
    const list = new LogList(context.current(), {
      showAmongAll: (entry) => void model.setFilter({ ...model.filter.peek(), levels: [], steps: [], from: null, to: null, textMode: 'find' }, { seq: entry.seq, mark: true }),
      onlyStep: (step) => void model.setFilter({ ...model.filter.peek(), steps: [step] }),
    }, {
      following: (follows) => model.follows(follows),
      viewed: (first, last) => {
        const before = inView.peek();
        if (before.first !== first || before.last !== last) {
          widenFor(list.element, last);
          seen({ first, last });
        }
      },
      activated: () => {},
    });
    const unbind = bindList(list, model, () => context.current());
    host.current!.append(list.element);
    model.attach(list);
    return () => {
      unbind();
      model.attach(null);
      list.destroy();
    };
  }, [model]);

  useEffect(() => model.list?.setContext(context.current()), [props.start, spansDays(props), timeMode.value, language.value, wraps.value, model.filter.value]);
  useSignalEffect(() => {
    const { element } = model.list ?? {};
    element?.setAttribute('aria-label', texts.value.log.entries);
  });

  useShortcuts(logShortcuts(model, { root: () => host.current?.closest('.log') ?? null, time: () => context.current().time, linkTo: props.linkTo }));
  const time = context.current().time;
  return (
    <section class="log" aria-label={texts.value.log.title} data-wrap={wraps.value}>
      <div class="log-tools">
        <LevelChips model={model} />
        <StepFilter model={model} steps={props.steps} />
        <SearchBox model={model} />
        <ViewChoices model={model} />
        {props.tools}
      </div>
      <Histogram model={model} inView={inView} />
      <div class="log-main" ref={host} style={{ '--log-time': `${time.width(props.last ?? new Date().toISOString())}ch`, '--log-step': `${stepWidth(props.steps)}ch` }}>
        <LogOverlay model={model} isOver={props.isOver} />
      </div>
      <StatusBar model={model} entries={props.entries} />
      <Announcer model={model} />
    </section>
  );
}

/** The step column is as wide as the longest name, within reason. */
const stepWidth = (steps: readonly string[]): number => Math.min(18, Math.max(0, ...steps.map((step) => step.length)));

/** The column of seqs only grows, so that nothing moves sideways while one reads. */
function widenFor(list: HTMLElement, last: LogEntry | undefined): void {
  const digits = String(last?.seq ?? '').length;
  if (digits > (parseFloat(list.style.getPropertyValue('--log-seq')) || 0)) {
    list.style.setProperty('--log-seq', `${digits}ch`);
  }
}

const spansDays = ({ start, last }: LogViewerProps): boolean => start !== null && last !== null && onDifferentDays(start, last, timeMode.value);

function rowContext(props: LogViewerProps): RowContext {
  const view = props.model.filter.peek();
  return {
    time: new TimeFormat(timeMode.peek(), props.start, spansDays(props)),
    needle: view.text,
    texts: texts.peek(),
    wraps: wraps.peek(),
    isFiltered: isFiltered(view),
    linkTo: props.linkTo,
  };
}
