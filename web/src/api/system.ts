import { request, requestText } from './request.ts';

/** What the server says of itself. */
export interface SystemDescription {
  readonly product: string;
  readonly version: string;
  readonly runtime: string;
  readonly instance: string;
  readonly started_at: string;
  readonly now: string;
  readonly uptime_seconds: number;
  readonly job_types: readonly string[];
  readonly retention_days: number;
  readonly memory_bytes: number;
}

export interface DatabaseStatus {
  readonly kind: string;
  readonly size_bytes: number;
  readonly entries: number;
  readonly last_commit: number;
  readonly schema_version: number;
}

/** A copy's own words differ by version; what is there is shown. */
export interface CopyStatus {
  readonly enabled: boolean;
  readonly [more: string]: unknown;
}

export interface Stores {
  readonly database: DatabaseStatus;
  readonly elasticsearch: CopyStatus;
}

export interface Health {
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly status: string; readonly detail: string | null }[];
}

export interface CleanupResult {
  readonly deleted_count: number;
  readonly deleted: { readonly logs: number; readonly status_changes: number; readonly metrics: number };
  readonly cutoff: string;
  readonly dry_run: boolean;
}

export const getSystem = (signal?: AbortSignal): Promise<SystemDescription> => request('/api/system', { signal });

export const getStores = (signal?: AbortSignal): Promise<Stores> => request('/api/stores', { signal });

/** Answers 503 with the same report while something is wrong. */
export const getHealth = async (signal?: AbortSignal): Promise<Health> => (await fetch('/health/ready', { signal: signal ?? null })).json() as Promise<Health>;

export const getMetricsText = (signal?: AbortSignal): Promise<string> => requestText('/metrics', { signal });

export const cleanUp = (days: number, dryRun: boolean): Promise<CleanupResult> =>
  request('/api/maintenance/cleanup', { method: 'POST', query: { days, dry_run: dryRun }, timeout: 600_000 });
