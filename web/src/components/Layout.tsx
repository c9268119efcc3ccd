import type { ComponentChildren } from 'preact';
import { serverIsAway } from '../state/connection.ts';
import { texts } from '../state/language.ts';
import { path } from '../state/route.ts';
import { isLocked } from '../state/session.ts';
import { FiringCount } from './FiringCount.tsx';
import { Icon } from './icons.tsx';
import { Preferences } from './Preferences.tsx';

/** The frame of every page: the bar with the way around, and the place for the page. */
export function Layout(props: { readonly children: ComponentChildren; readonly onHelp: () => void }) {
  const shell = texts.value.shell;
  const isHere = (start: string): boolean => path.value.startsWith(start);
  return (
    <>
      <a class="skip" href="#content">{shell.skip}</a>
      <header class="bar">
        <a class="brand" href="/"><Mark />JobLogs</a>
        {!isLocked.value && (
          <nav aria-label={shell.navigation}>
            <Place href="/" name={shell.jobs} current={path.value === '/' || isHere('/jobs') || isHere('/runs')} />
            <Place href="/explore" name={shell.explore} current={isHere('/explore')} />
            <Place href="/alerts" name={shell.alerts} current={isHere('/alerts')}><FiringCount /></Place>
            <Place href="/system" name={shell.system} current={isHere('/system')} />
          </nav>
        )}
        <div class="corner">
          <a class="button quiet docs" href="/docs" target="_blank" rel="noreferrer">{shell.api}</a>
          <button type="button" class="button quiet only-icon" aria-label={shell.help} title={`${shell.help} (?)`} onClick={props.onHelp}><Icon name="keyboard" /></button>
          <Preferences />
        </div>
      </header>
      {serverIsAway.value && <div class="banner" role="alert"><Icon name="warning" /><strong>{shell.away}</strong> {shell.awayHint}</div>}
      <main id="content" tabIndex={-1}>{props.children}</main>
    </>
  );
}

function Place(props: { readonly href: string; readonly name: string; readonly current: boolean; readonly children?: ComponentChildren }) {
  return <a href={props.href} aria-current={props.current ? 'page' : undefined}>{props.name}{props.children}</a>;
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
      <rect class="ground" width="32" height="32" rx="8" />
      <path class="lines" d="M8.5 9.5h9M8.5 16h15M8.5 22.5h5" />
      <circle class="light" cx="23" cy="22.5" r="3.5" />
    </svg>
  );
}
