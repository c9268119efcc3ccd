import { computed, signal } from '@preact/signals';
import { ApiError } from '../api/problem.ts';
import { getSession, signIn as postSession, signOut as deleteSession, type Role, type Session } from '../api/session.ts';
import { signInNeeded } from './connection.ts';

const open: Session = { sign_in_required: false, signed_in: false, role: 'admin', key_id: null, key_name: null, expires_at: null };

/** Who the reader is to the server; null until it has said so. */
export const session = signal<Session | null>(null);

/** Set while something is shown that must not be lost, such as the text of a new key: the door stays open that long. */
export const doorIsHeld = signal(false);

/** Whether the reader has to give a key before anything can be shown. */
export const isLocked = computed(() => !doorIsHeld.value && (signInNeeded.value || (session.value !== null && session.value.sign_in_required && !session.value.signed_in)));

const ranks: Readonly<Record<Role, number>> = { viewer: 0, writer: 1, operator: 2, admin: 3 };

/** Whether the reader may do what this role may. */
export function may(role: Role): boolean {
  const own = session.value?.role;
  return own !== null && own !== undefined && ranks[own] >= ranks[role];
}

/** Asks the server who the reader is. */
export async function loadSession(): Promise<void> {
  try {
    session.value = await getSession();
    signInNeeded.value = false;
  } catch (error) {
    // A server without keys asks nobody.
    if (error instanceof ApiError && error.status === 404) {
      session.value = open;
    }
  }
}

/** Signs in with a key. Throws `ApiError` when the server does not know it. */
export async function signIn(key: string): Promise<void> {
  session.value = await postSession(key);
  signInNeeded.value = false;
  await loadSession();
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await deleteSession();
  session.value = null;
  await loadSession();
}
