import type { ComponentChildren } from 'preact';
import { serverIsAway } from '../state/connection.ts';
import { texts } from '../state/language.ts';
import { path } from '../state/route.ts';
import { Preferences } from './Preferences.tsx';

/** The frame of every page: the bar with the way around, and the place for the page. */
export function Layout(props: { readonly children: ComponentChildren }) {
  const shell = texts.value.shell;
  return (
    <>
      <a class="skip" href="#content">{shell.skip}</a>
      <header class="bar">
        <a class="brand" href="/">JobLogs</a>
        <nav aria-label={shell.navigation}>
          <Place href="/" name={shell.jobs} current={path.value === '/' || /^\/(jobs|runs)\//.test(path.value)} />
          <Place href="/explore" name={shell.explore} current={path.value === '/explore'} />
          <Place href="/system" name={shell.system} current={path.value === '/system'} />
        </nav>
        <Preferences />
      </header>
      {serverIsAway.value && <div class="banner" role="alert"><strong>{shell.away}</strong> {shell.awayHint}</div>}
      <main id="content" tabIndex={-1}>{props.children}</main>
    </>
  );
}

function Place(props: { readonly href: string; readonly name: string; readonly current: boolean }) {
  return <a href={props.href} aria-current={props.current ? 'page' : undefined}>{props.name}</a>;
}
