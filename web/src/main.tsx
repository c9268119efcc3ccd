import { render } from 'preact';
import { App } from './pages/App.tsx';
import { startConnection } from './state/connection.ts';
import { startLanguage } from './state/language.ts';
import { startClock } from './state/now.ts';
import { startRouting } from './state/route.ts';
import { loadSession } from './state/session.ts';
import { startShortcuts } from './state/shortcuts.ts';
import { startTheme } from './state/theme.ts';
import './styles/index.css';

startTheme();
startRouting();
startConnection();
startClock();
startShortcuts();
void loadSession();
await startLanguage();
render(<App />, document.getElementById('app')!);
