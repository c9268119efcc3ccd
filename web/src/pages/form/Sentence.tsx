import type { CronPreview, CronWarningDetail } from '../../api/cron.ts';
import { language } from '../../state/language.ts';
import { chineseSentence } from './cronSentence.ts';
import { chineseWarning } from './cronWarning.ts';

/** What a cron expression means: in the reader's language where the page can say it, else in the server's English. */
export function Sentence({ preview }: { readonly preview: CronPreview }) {
  return <Said english={preview.description} chinese={language.value === 'zh-CN' ? chineseSentence(preview.expression, preview.timezone) : null} />;
}

/** What may surprise in a schedule. */
export function Warning({ text, detail }: { readonly text: string; readonly detail: CronWarningDetail | undefined }) {
  return <Said english={text} chinese={language.value === 'zh-CN' && detail !== undefined ? chineseWarning(detail) : null} />;
}

function Said({ english, chinese }: { readonly english: string; readonly chinese: string | null }) {
  return <span lang={chinese === null && language.value !== 'en' ? 'en' : undefined}>{chinese ?? english}</span>;
}
