import type { TestResult } from '../../api/alerts.ts';
import { Icon } from '../../components/icons.tsx';
import { language, texts } from '../../state/language.ts';

/** A test message that is on its way, or what became of it. */
export type Test = 'sending' | TestResult;

/** What became of a notifier's test; read out when it is known. */
export function Tested({ test }: { readonly test: Test | undefined }) {
  const text = texts.value.alertForms;
  return (
    <span class="tested" role="status">
      {test === 'sending'
        ? <span class="soft">{text.testing}</span>
        : test !== undefined && (
          <>
            <span class="status" data-status={test.delivered ? 'completed' : 'failed'}><Icon name={test.delivered ? 'check' : 'cross'} />{test.delivered ? text.received : text.notReceived}</span>
            {test.error !== null && <span lang={language.value === 'en' ? undefined : 'en'}>{test.error}</span>}
          </>
        )}
    </span>
  );
}
