import { batch, signal } from '@preact/signals';

/** Where the reader is: the path, without the query. */
export const path = signal(location.pathname);

/** The query of the address. */
export const query = signal<URLSearchParams>(new URLSearchParams(location.search));

/** The fragment, without its `#`. */
export const fragment = signal(location.hash.slice(1));

/** Follows the browser's back and forward, and clicks on links of our own. */
export function startRouting(): void {
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  document.addEventListener('click', followLink);
}

/** Goes to an address of the page. `replace` leaves no trace in the history: for filters that change as one types. */
export function go(address: string, options: { readonly replace?: boolean } = {}): void {
  const before = path.peek();
  history[options.replace ? 'replaceState' : 'pushState'](null, '', address);
  read();
  if (path.peek() !== before) {
    scrollTo(0, 0);
    // A reader with a screen reader, or with the keyboard alone, begins at the new page and not where the old link was.
    requestAnimationFrame(() => document.getElementById('content')?.focus({ preventScroll: true }));
  }
}

/** Changes parameters of the query and keeps the others; an empty value takes one away. */
export function setQuery(changes: Readonly<Record<string, string | null | undefined>>, options: { readonly replace?: boolean } = { replace: true }): void {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  const text = next.toString();
  go(location.pathname + (text === '' ? '' : '?' + text) + location.hash, options);
}

function read(): void {
  batch(() => {
    path.value = location.pathname;
    if (query.peek().toString() !== new URLSearchParams(location.search).toString()) {
      query.value = new URLSearchParams(location.search);
    }
    fragment.value = location.hash.slice(1);
  });
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin || !isPage(link.pathname)) {
    return;
  }
  if (link.pathname === location.pathname && link.search === location.search && link.hash !== '') {
    return; // A fragment of this page: the browser knows what to do.
  }
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}

/** Whether an address belongs to the page, and not to the API or another part of the server. */
function isPage(pathname: string): boolean {
  return pathname === '/' || /^\/(jobs|runs|explore|alerts|system)(\/|$)/.test(pathname);
}
