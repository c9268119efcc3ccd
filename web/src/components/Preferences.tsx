import { languages, type Language } from '../i18n/languages.ts';
import { chooseLanguage, language, texts } from '../state/language.ts';
import { chooseTheme, themeChoice, type ThemeChoice } from '../state/theme.ts';

/** Language and theme. */
export function Preferences() {
  const shell = texts.value.shell;
  return (
    <div class="preferences">
      <select aria-label={shell.language} value={language.value} onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}>
        {Object.entries(languages).map(([tag, name]) => <option key={tag} value={tag} lang={tag}>{name}</option>)}
      </select>
      <select aria-label={shell.theme} value={themeChoice.value} onChange={(event) => chooseTheme(event.currentTarget.value as ThemeChoice)}>
        {(['system', 'light', 'dark'] as const).map((choice) => <option key={choice} value={choice}>{shell.themes[choice]}</option>)}
      </select>
    </div>
  );
}
