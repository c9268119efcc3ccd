import { useEffect, useState } from 'preact/hooks';
import { previewCron } from '../../api/cron.ts';
import { Icon } from '../../components/icons.tsx';
import { momentIn, ownZone } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { now } from '../../state/now.ts';
import { useResource } from '../../state/resource.ts';
import { ClockChanges } from './ClockChanges.tsx';
import { Sentence, Warning } from './Sentence.tsx';

const fires = 10;

/** How long the preview waits for the next key, in milliseconds. */
const typingPause = 250;

/** What a cron expression means: a sentence, the next fires by both clocks, what may surprise, and when the clocks change. */
export function CronPreview(props: { readonly expression: string; readonly timezone: string }) {
  const text = texts.value.form;
  const asked = useSettled(`${props.expression}\n${props.timezone}`);
  const [expression, timezone] = asked.split('\n') as [string, string];
  const preview = useResource(asked, (signal) => (expression === '' ? Promise.resolve(null) : previewCron(expression, timezone || 'UTC', fires, signal)));

  const found = preview.error ? null : preview.data;
  const differs = found !== null && found.timezone !== ownZone;
  return (
    <section class="preview" aria-label={text.preview} aria-busy={preview.loading}>
      {preview.error
        ? <p class="wrong" role="status">{preview.error.field('expression') ?? preview.error.field('timezone') ?? preview.error.message}</p>
        : found === null
          ? <p class="soft">{text.previewEmpty}</p>
          : (
            <>
              <p class="sentence" role="status"><Sentence preview={found} /></p>
              {found.warnings.map((warning, index) => <p key={warning} class="warning"><Icon name="warning" /><Warning text={warning} detail={found.warning_details[index]} /></p>)}
              <table>
                <caption>{text.nextFires}</caption>
                <thead>
                  <tr><th scope="col">{text.mine}</th>{differs && <th scope="col">{text.theirs(found.timezone)}</th>}</tr>
                </thead>
                <tbody>
                  {found.fires.map((fire) => (
                    <tr key={fire.at}>
                      <td>{momentIn(ownZone, Date.parse(fire.at))}</td>
                      {differs && <td>{momentIn(found.timezone, Date.parse(fire.at))}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
              <ClockChanges zone={found.timezone} from={Math.floor(now.value / 60_000) * 60_000} />
            </>
          )}
    </section>
  );
}

/** The value once it has stopped changing for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
