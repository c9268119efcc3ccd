import { signal } from '@preact/signals';
import { en } from '../i18n/en/index.ts';
import { languages, preferred, type Language, type Texts } from '../i18n/languages.ts';
import { keep, recall } from './kept.ts';

/** The language the page speaks. */
export const language = signal<Language>('en');

/** Its texts. A component that reads this signal speaks another language the moment the reader chooses one. */
export const texts = signal<Texts>(en);

/** Speaks the language that the reader chose before, else the browser's. */
export function startLanguage(): Promise<void> {
  const kept = recall('language');
  return speak(kept !== null && kept in languages ? (kept as Language) : preferred(navigator.languages));
}

/** The reader's choice: kept. */
export function chooseLanguage(chosen: Language): Promise<void> {
  keep('language', chosen);
  return speak(chosen);
}

async function speak(chosen: Language): Promise<void> {
  // The other language is fetched only by those who read it.
  texts.value = chosen === 'zh-CN' ? (await import('../i18n/zh-CN/index.ts')).zhCN : en;
  language.value = chosen;
  document.documentElement.lang = chosen;
}
