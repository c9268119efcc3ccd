import { render } from 'preact';
import { App } from './pages/App.tsx';
import { startConnection } from './state/connection.ts';
import { startLanguage } from './state/language.ts';
import { startRouting } from './state/route.ts';
import { startTheme } from './state/theme.ts';
import './styles/index.css';

startTheme();
startRouting();
startConnection();
await startLanguage();
render(<App />, document.getElementById('app')!);
