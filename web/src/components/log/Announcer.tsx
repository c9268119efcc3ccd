import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../../state/language.ts';
import type { LogModel } from './model/log-model.ts';

const pause = 5_000;

/** Tells those who don't see the list that entries have come: now and then, and how many, not each. */
export function Announcer({ model }: { readonly model: LogModel }) {
  const said = useSignal('');
  const before = useRef({ total: 0, errors: 0 });
  useEffect(() => {
    const timer = setInterval(() => {
      const now = { total: model.total.peek(), errors: model.errorsSeen };
      const came = now.total - before.current.total;
      const errors = now.errors - before.current.errors;
      if (before.current.total > 0 && came > 0 && model.stream.peek().kind === 'live') {
        said.value = texts.peek().log.announce(came, errors);
      }
      before.current = now;
    }, pause);
    return () => clearInterval(timer);
  }, [model]);
  return <div class="unseen" role="log" aria-live="polite">{said.value}</div>;
}
