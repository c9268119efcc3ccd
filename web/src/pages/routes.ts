import type { ComponentType } from 'preact';

/** What a page is given: the parts of its address that vary. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

export type PageComponent = ComponentType<PageProps>;

interface Route {
  readonly pattern: string;
  readonly load: () => Promise<PageComponent>;
}

/** The addresses of the page; the server's `Web/ClientRoutes` answers their first segments. Each page is fetched when it is first opened. */
export const routes: readonly Route[] = [
  { pattern: '/', load: async () => (await import('./jobs/JobsPage.tsx')).JobsPage },
  { pattern: '/jobs/new', load: async () => (await import('./form/NewJobPage.tsx')).NewJobPage },
  { pattern: '/jobs/:job', load: async () => (await import('./job/JobPage.tsx')).JobPage },
  { pattern: '/jobs/:job/edit', load: async () => (await import('./form/EditJobPage.tsx')).EditJobPage },
  { pattern: '/explore', load: async () => (await import('./explore/ExplorePage.tsx')).ExplorePage },
  { pattern: '/alerts', load: async () => (await import('./alerts/AlertsPage.tsx')).AlertsPage },
  { pattern: '/system', load: async () => (await import('./system/SystemPage.tsx')).SystemPage },
  { pattern: '/runs/:run', load: async () => (await import('./run/RunPage.tsx')).RunPage },
];

/** The route of a path with the parts that vary, or null. The first that fits wins. */
export function match(path: string): { readonly route: Route; readonly params: Readonly<Record<string, string>> } | null {
  const segments = split(path);
  for (const route of routes) {
    const params = fit(split(route.pattern), segments);
    if (params) {
      return { route, params };
    }
  }
  return null;
}

const split = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

function fit(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) {
    return null;
  }
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]!;
    if (part.startsWith(':')) {
      params[part.slice(1)] = decode(segment);
    } else if (part !== segment) {
      return null;
    }
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
