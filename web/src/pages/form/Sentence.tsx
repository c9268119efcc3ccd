import type { CronPreview } from '../../api/cron.ts';
import { language } from '../../state/language.ts';
import { chineseSentence } from './cronSentence.ts';

/** What a cron expression means: in the reader's language where the page can say it, else in the server's English. */
export function Sentence({ preview }: { readonly preview: CronPreview }) {
  const chinese = language.value === 'zh-CN' ? chineseSentence(preview.expression, preview.timezone) : null;
  return <span lang={chinese === null && language.value !== 'en' ? 'en' : undefined}>{chinese ?? preview.description}</span>;
}
