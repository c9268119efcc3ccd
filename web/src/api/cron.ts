import { request } from './request.ts';

/** What a cron expression means. */
export interface CronPreview {
  readonly expression: string;
  readonly timezone: string;
  /** One English sentence. */
  readonly description: string;
  /** `local` is the zone's own clock with its offset. */
  readonly fires: readonly { readonly at: string; readonly local: string }[];
  readonly warnings: readonly string[];
}

export const previewCron = (expression: string, timezone: string, count: number, signal?: AbortSignal): Promise<CronPreview> =>
  request('/api/cron/preview', { query: { expression, timezone, count }, signal });
