import { request } from './request.ts';

export type Role = 'viewer' | 'writer' | 'operator' | 'admin';

/** Who asks, and whether the server wants to know. */
export interface Session {
  readonly sign_in_required: boolean;
  readonly signed_in: boolean;
  /** `admin` where the server asks nobody; null for a stranger. */
  readonly role: Role | null;
  readonly key_id: string | null;
  readonly key_name: string | null;
  readonly expires_at: string | null;
}

export const getSession = (signal?: AbortSignal): Promise<Session> => request('/api/session', { signal });

export const signIn = (key: string): Promise<Session> => request('/api/session', { method: 'POST', body: { key } });

export const signOut = (): Promise<void> => request('/api/session', { method: 'DELETE' });
