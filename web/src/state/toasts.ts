import { signal } from '@preact/signals';

/** A word that shows for a while and takes no focus. */
export interface Toast {
  readonly id: number;
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

export const toasts = signal<readonly Toast[]>([]);

const lasting = 6_000;
let last = 0;

/** Says something for a few seconds. */
export function toast(text: string, kind: Toast['kind'] = 'good'): void {
  const id = ++last;
  toasts.value = [...toasts.value, { id, kind, text }];
  setTimeout(() => dismiss(id), lasting);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
