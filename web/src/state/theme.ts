import { computed, effect, signal } from '@preact/signals';
import { keep, recall } from './kept.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(darkSystem.matches);

/** What the reader chose. */
export const themeChoice = signal<ThemeChoice>(choice(recall('theme')));

/** What that means now. Charts, which paint, read this; everything else follows the tokens in styles/tokens.css. */
export const theme = computed<'light' | 'dark'>(() => {
  const chosen = themeChoice.value;
  return chosen === 'system' ? (systemIsDark.value ? 'dark' : 'light') : chosen;
});

/** Keeps the document in the chosen theme from now on. */
export function startTheme(): void {
  darkSystem.addEventListener('change', () => (systemIsDark.value = darkSystem.matches));
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}

/** The reader's choice: kept. */
export function chooseTheme(chosen: ThemeChoice): void {
  keep('theme', chosen === 'system' ? null : chosen);
  themeChoice.value = chosen;
}

function choice(text: string | null): ThemeChoice {
  return text === 'light' || text === 'dark' ? text : 'system';
}
