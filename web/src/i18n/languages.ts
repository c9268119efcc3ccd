import { en } from './en/index.ts';

/** The languages of the page, by their BCP 47 tags, in their own words. */
export const languages = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof languages;

/** Loosens literal types: another language has other words, but the same keys and the same functions. */
type Shape<T> = T extends string ? string : T extends (...args: infer A) => string ? (...args: A) => string : { readonly [K in keyof T]: Shape<T[K]> };

/** Every text of the page. English is the pattern; a language that lacks a key does not compile. */
export type Texts = Shape<typeof en>;

/** The language that suits a browser's list of preferences best. */
export function preferred(tags: readonly string[]): Language {
  for (const tag of tags) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'zh') {
      return 'zh-CN';
    }
    if (language === 'en') {
      return 'en';
    }
  }
  return 'en';
}
