import type { Page } from './page.ts';
import { request } from './request.ts';
import type { RunStatus } from './runs.ts';

export type RuleType = 'run_failed' | 'missed' | 'overran' | 'silent' | 'log_match';

/** A rule came true for a job, and may have ceased to be since. */
export interface Alert {
  readonly id: string;
  readonly state: 'firing' | 'resolved';
  readonly rule_id: string;
  readonly rule_name: string;
  readonly type: RuleType;
  readonly job_id: string;
  readonly job_name: string;
  readonly job_run_id: string | null;
  /** One English sentence. */
  readonly summary: string;
  readonly fired_at: string;
  readonly last_at: string;
  readonly occurrences: number;
  readonly resolved_at: string | null;
  /** Why it ended, as an English sentence. */
  readonly resolution: string | null;
  readonly acknowledged: { readonly at: string; readonly by: string | null; readonly note: string | null } | null;
}

/** What is watched, and whom to tell of it. */
export interface AlertRule {
  readonly id: string;
  readonly name: string;
  readonly type: RuleType;
  readonly job_id: string | null;
  readonly enabled: boolean;
  readonly statuses?: readonly RunStatus[];
  readonly after_seconds?: number;
  readonly p95_factor?: number;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly more_than?: number;
  readonly window_seconds?: number;
  readonly notifiers: readonly string[];
}

/** Somebody to tell, and how. */
export interface Notifier {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly enabled: boolean;
}

/** What one notifier is told at once. */
export interface Notification {
  readonly id: string;
  readonly notifier_name: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: string;
}

export interface AlertQuery {
  readonly state?: Alert['state'];
  readonly skip?: number;
  readonly limit: number;
}

export const listAlerts = (query: AlertQuery, signal?: AbortSignal): Promise<Page<'alerts', Alert>> => request('/api/alerts', { query: { ...query }, signal });

export const acknowledgeAlert = (alert: string, note: string): Promise<Alert> =>
  request(`/api/alerts/${encodeURIComponent(alert)}/acknowledge`, { method: 'POST', body: note === '' ? {} : { note } });

export const listFailedNotifications = (signal?: AbortSignal): Promise<Page<'notifications', Notification>> =>
  request('/api/notifications', { query: { state: 'failed', limit: 100 }, signal });

export const retryNotification = (notification: string): Promise<Notification> =>
  request(`/api/notifications/${encodeURIComponent(notification)}/retry`, { method: 'POST' });

export const listRules = (signal?: AbortSignal): Promise<Page<'alert_rules', AlertRule>> => request('/api/alert-rules', { query: { limit: 1000 }, signal });

export const listNotifiers = (signal?: AbortSignal): Promise<Page<'notifiers', Notifier>> => request('/api/notifiers', { query: { limit: 1000 }, signal });
