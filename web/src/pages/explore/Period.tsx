import { shortMoment } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { setQuery } from '../../state/route.ts';
import { lengths, type Question } from './question.ts';

/** How far back is looked, or from when to when. */
export function Period({ question }: { readonly question: Question }) {
  const text = texts.value.explore;
  const chosen = question.from !== '' || question.to !== '';
  const said = [question.from, question.to].map((time) => (time === '' ? '…' : shortMoment(Date.parse(time)))).join(' – ');
  return (
    <div class="period">
      <label class="choose">
        {text.period}
        <select value={chosen ? 'custom' : question.length} onChange={(event) => setQuery(event.currentTarget.value === 'custom' ? lastHour() : { period: event.currentTarget.value === '1d' ? null : event.currentTarget.value, from: null, to: null }, {})}>
          {lengths.map((length) => <option key={length} value={length}>{text.periods[length]}</option>)}
          <option value="custom">{chosen ? said : text.periods.custom}</option>
        </select>
      </label>
      {chosen && (
        <>
          <label class="choose">{text.from}<input type="datetime-local" step="1" value={localText(question.from)} onChange={(event) => setQuery({ from: utcText(event.currentTarget.value) }, {})} /></label>
          <label class="choose">{text.to}<input type="datetime-local" step="1" value={localText(question.to)} onChange={(event) => setQuery({ to: utcText(event.currentTarget.value) }, {})} /></label>
        </>
      )}
    </div>
  );
}

const hour = 3_600_000;

const lastHour = (): { from: string; to: string } => ({ from: new Date(Date.now() - hour).toISOString(), to: new Date().toISOString() });

/** A time as a `datetime-local` control wants it: the reader's clock, without a zone. */
function localText(time: string): string {
  if (time === '') {
    return '';
  }
  const at = Date.parse(time);
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

const utcText = (local: string): string => (local === '' ? '' : new Date(local).toISOString());
