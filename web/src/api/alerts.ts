import type { Page } from './page.ts';
import { request } from './request.ts';
import type { RunStatus } from './runs.ts';

export const ruleTypes = ['run_failed', 'missed', 'overran', 'silent', 'log_match'] as const;

export type RuleType = (typeof ruleTypes)[number];

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
  readonly summary_details: SentenceDetail | null;
  readonly fired_at: string;
  readonly last_at: string;
  readonly occurrences: number;
  readonly resolved_at: string | null;
  /** Why it ended, as an English sentence. */
  readonly resolution: string | null;
  readonly resolution_details: SentenceDetail | null;
  readonly acknowledged: { readonly at: string; readonly by: string | null; readonly note: string | null } | null;
}

/** What a sentence of an alert is made of, to be said in another language. */
export interface SentenceDetail {
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The conditions of a search, by their names. */
export type Filter = Readonly<Record<string, unknown>>;

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
  readonly filter?: Filter;
  readonly more_than?: number;
  readonly window_seconds?: number;
  readonly notify_recovered: boolean;
  readonly quiet_seconds: number;
  readonly notifiers: readonly string[];
}

/** A rule as it is sent; what is no number goes as it was typed, and the answer says what is right. */
export type RuleInput = Readonly<Partial<Record<keyof AlertRule, unknown>>>;

/** Somebody to tell, and how. */
export interface Notifier {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly enabled: boolean;
  /** What its type asks for; a secret reads as `***`, which keeps it when it is sent back. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly group_seconds: number;
  readonly timeout_seconds: number;
}

export type NotifierInput = Readonly<Partial<Record<keyof Notifier, unknown>>>;

/** What became of a test message. */
export interface TestResult {
  readonly delivered: boolean;
  readonly error: string | null;
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

const one = (list: string, id: string): string => `/api/${list}/${encodeURIComponent(id)}`;

export const listAlerts = (query: AlertQuery, signal?: AbortSignal): Promise<Page<'alerts', Alert>> => request('/api/alerts', { query: { ...query }, signal });

export const acknowledgeAlert = (alert: string, note: string): Promise<Alert> =>
  request(`${one('alerts', alert)}/acknowledge`, { method: 'POST', body: note === '' ? {} : { note } });

export const listFailedNotifications = (signal?: AbortSignal): Promise<Page<'notifications', Notification>> =>
  request('/api/notifications', { query: { state: 'failed', limit: 100 }, signal });

export const retryNotification = (notification: string): Promise<Notification> => request(`${one('notifications', notification)}/retry`, { method: 'POST' });

export const listRules = (signal?: AbortSignal): Promise<Page<'alert_rules', AlertRule>> => request('/api/alert-rules', { query: { limit: 1000 }, signal });

export const createRule = (rule: RuleInput): Promise<AlertRule> => request('/api/alert-rules', { method: 'POST', body: rule });

export const replaceRule = (id: string, rule: RuleInput): Promise<AlertRule> => request(one('alert-rules', id), { method: 'PUT', body: rule });

/** Enables or disables a rule, as it is now: others may have changed it since it was shown. */
export const enableRule = async (id: string, enabled: boolean): Promise<AlertRule> => replaceRule(id, { ...await request<AlertRule>(one('alert-rules', id)), enabled });

export const deleteRule = (id: string): Promise<void> => request(one('alert-rules', id), { method: 'DELETE' });

export const listNotifiers = (signal?: AbortSignal): Promise<Page<'notifiers', Notifier>> => request('/api/notifiers', { query: { limit: 1000 }, signal });

export const createNotifier = (notifier: NotifierInput): Promise<Notifier> => request('/api/notifiers', { method: 'POST', body: notifier });

export const replaceNotifier = (id: string, notifier: NotifierInput): Promise<Notifier> => request(one('notifiers', id), { method: 'PUT', body: notifier });

/** Enables or disables a notifier, as it is now. */
export const enableNotifier = async (id: string, enabled: boolean): Promise<Notifier> => replaceNotifier(id, { ...await request<Notifier>(one('notifiers', id)), enabled });

export const deleteNotifier = (id: string): Promise<void> => request(one('notifiers', id), { method: 'DELETE' });

/** Sends a test message, and waits as long as the notifier does for what becomes of it. */
export const testNotifier = (notifier: Notifier): Promise<TestResult> =>
  request(`${one('notifiers', notifier.id)}/test`, { method: 'POST', timeout: (notifier.timeout_seconds + 20) * 1_000 });
