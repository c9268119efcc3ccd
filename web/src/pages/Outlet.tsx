import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Notice } from '../components/Notice.tsx';
import { probe, serverIsAway } from '../state/connection.ts';
import { texts } from '../state/language.ts';
import { path } from '../state/route.ts';
import { match, type PageComponent } from './routes.ts';

/** Shows the page of the present address, fetching it first where need be. */
export function Outlet() {
  const found = useComputed(() => match(path.value));
  const page = useSignal<{ readonly pattern: string; readonly component: PageComponent } | null>(null);
  const failed = useSignal(false);

  useSignalEffect(() => {
    const route = found.value?.route;
    if (!route || page.peek()?.pattern === route.pattern) {
      return;
    }
    failed.value = false;
    route.load().then(
      (component) => {
        if (found.peek()?.route === route) {
          page.value = { pattern: route.pattern, component };
        }
      },
      () => {
        failed.value = true;
        void probe();
      },
    );
  });

  // A browser may remember that a file did not come; the page loaded anew asks for it again.
  const wasAway = useRef(false);
  useSignalEffect(() => {
    if (failed.value && serverIsAway.value) {
      wasAway.current = true;
    } else if (failed.value && wasAway.current) {
      location.reload();
    }
  });

  const { shell, common } = texts.value;
  if (!found.value) {
    return <Notice whole title={shell.notFound} hint={shell.notFoundHint} action={<a class="button" href="/">{shell.toJobs}</a>} />;
  }
  if (failed.value && serverIsAway.value) {
    return <Notice whole title={common.awayTitle} hint={common.awayHint} />;
  }
  if (failed.value) {
    const reload = <button class="button" onClick={() => location.reload()}>{shell.reload}</button>;
    return <Notice whole title={shell.pageFailed} hint={shell.pageFailedHint} action={reload} />;
  }
  if (page.value?.pattern !== found.value.route.pattern) {
    return null;
  }
  const Page = page.value.component;
  return <Page key={path.value} params={found.value.params} />;
}
