import type { Page } from './page.ts';
import { request } from './request.ts';
import type { Role } from './session.ts';

/** An API key, without its text. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly prefix: string;
  readonly status: 'active' | 'expired' | 'revoked';
  readonly created_at: string;
  readonly created_by: string | null;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

/** A key that was just made: the only time that its text is told. */
export interface NewApiKey extends ApiKey {
  readonly key: string;
}

export interface KeyInput {
  readonly name: string;
  readonly role: Role;
  readonly expires_at?: string;
}

export const listKeys = (signal?: AbortSignal): Promise<Page<'keys', ApiKey>> => request('/api/keys', { query: { limit: 1000 }, signal });

export const createKey = (key: KeyInput): Promise<NewApiKey> => request('/api/keys', { method: 'POST', body: key });

export const revokeKey = (key: string): Promise<void> => request(`/api/keys/${encodeURIComponent(key)}`, { method: 'DELETE' });
