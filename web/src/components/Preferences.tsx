import { languages, type Language } from '../i18n/languages.ts';
import { chooseLanguage, language, texts } from '../state/language.ts';
import { session, signOut } from '../state/session.ts';
import { chooseTheme, themeChoice, type ThemeChoice } from '../state/theme.ts';
import { Icon } from './icons.tsx';

/** Language, theme, and the way out for who signed in. */
export function Preferences() {
  const { shell, system } = texts.value;
  const who = session.value;
  return (
    <div class="preferences">
      <select aria-label={shell.language} value={language.value} onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}>
        {Object.entries(languages).map(([tag, name]) => <option key={tag} value={tag} lang={tag}>{name}</option>)}
      </select>
      <select aria-label={shell.theme} value={themeChoice.value} onChange={(event) => chooseTheme(event.currentTarget.value as ThemeChoice)}>
        {(['system', 'light', 'dark'] as const).map((choice) => <option key={choice} value={choice}>{shell.themes[choice]}</option>)}
      </select>
      {who?.signed_in && (
        <button type="button" class="button quiet" title={who.key_name === null || who.role === null ? undefined : system.signedInAs(who.key_name, system.roles[who.role])} onClick={() => void signOut()}>
          <Icon name="out" />{system.signOut}
        </button>
      )}
    </div>
  );
}
