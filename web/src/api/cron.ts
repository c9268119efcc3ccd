import { request } from './request.ts';

/** What a cron expression means. */
export interface CronPreview {
  readonly expression: string;
  readonly timezone: string;
  /** One English sentence. */
  readonly description: string;
  /** `local` is the zone's own clock with its offset. */
  readonly fires: readonly { readonly at: string; readonly local: string }[];
  /** English sentences. */
  readonly warnings: readonly string[];
  /** What each of the warnings is made of, in the same order. */
  readonly warning_details: readonly CronWarningDetail[];
}

export interface CronWarningDetail {
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
}

export const previewCron = (expression: string, timezone: string, count: number, signal?: AbortSignal): Promise<CronPreview> =>
  request('/api/cron/preview', { query: { expression, timezone, count }, signal });
