import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Help } from '../components/Help.tsx';
import { Layout } from '../components/Layout.tsx';
import { Toasts } from '../components/Toasts.tsx';
import { texts } from '../state/language.ts';
import { go } from '../state/route.ts';
import { isLocked, session } from '../state/session.ts';
import { addShortcuts } from '../state/shortcuts.ts';
import { startStatusEvents, stopStatusEvents } from '../state/statusEvents.ts';
import { chooseTheme, theme } from '../state/theme.ts';
import { Outlet } from './Outlet.tsx';
import { SignIn } from './SignIn.tsx';

/** The whole page: the frame, and in it the page of the present address, or the question for a key. */
export function App() {
  const helping = useSignal(false);

  useEffect(() => addShortcuts([
    { keys: '?', label: () => texts.value.help.open, run: () => (helping.value = true) },
    { keys: 'g j', label: () => texts.value.help.jobs, run: () => go('/') },
    { keys: 'g e', label: () => texts.value.help.explore, run: () => go('/explore') },
    { keys: 'g a', label: () => texts.value.help.alerts, run: () => go('/alerts') },
    { keys: 'g s', label: () => texts.value.help.system, run: () => go('/system') },
    { keys: 't', label: () => texts.value.help.theme, run: () => chooseTheme(theme.peek() === 'dark' ? 'light' : 'dark') },
  ]), []);

  useSignalEffect(() => {
    if (session.value !== null && !isLocked.value) {
      startStatusEvents();
    } else {
      stopStatusEvents();
    }
  });

  return (
    <Layout onHelp={() => (helping.value = true)}>
      {isLocked.value ? <SignIn /> : <Outlet />}
      {helping.value && <Help onClose={() => (helping.value = false)} />}
      <Toasts />
    </Layout>
  );
}
