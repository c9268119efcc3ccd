import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { preferred } from './languages.ts';
import { zhCN } from './zh-CN/index.ts';

test.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['de-DE', 'zh', 'en'], 'zh-CN'],
  [['en-GB', 'zh'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('a browser that prefers %j is spoken to in %s', (tags, language) => {
  expect(preferred(tags)).toBe(language);
});

test('no text is empty or left in English but for names', () => {
  const same: string[] = [];
  compare(en, zhCN, '', same);
  expect(same.sort()).toEqual(['alertForms.notifierTypes.slack', 'alertForms.notifierTypes.webhook', 'alertForms.securities.starttls', 'alertForms.securities.tls', 'common.none', 'common.triggers.api', 'common.units.between', 'log.formats.csv', 'log.formats.ndjson', 'log.times.utc', 'shell.api', 'system.elasticsearch']);
});

function compare(left: object, right: object, path: string, same: string[]): void {
  for (const [key, value] of Object.entries(left)) {
    const other: unknown = (right as Record<string, unknown>)[key];
    if (typeof value === 'object') {
      compare(value as object, other as object, `${path}${key}.`, same);
    } else if (typeof value === 'string') {
      expect((other as string).length, path + key).toBeGreaterThan(0);
      if (value === other) {
        same.push(path + key);
      }
    }
  }
}
