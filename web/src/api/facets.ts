import { logPath, type LogFilter, type LogScope } from './entries.ts';
import { request, type Query } from './request.ts';

export const facetNames = ['job', 'step', 'level', 'error_code'] as const;

export type FacetName = (typeof facetNames)[number];

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** The commonest values among the entries that a filter matches, most first. */
export type Facets = Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>;

export const getFacets = async (scope: LogScope, filter: LogFilter, by: readonly FacetName[], limit: number, signal?: AbortSignal): Promise<Facets> =>
  (await request<{ facets: Facets }>(`${logPath(scope)}/facets`, { query: { ...filter, by, limit } as Query, signal })).facets;
