import { texts } from '../state/language.ts';
import { toast } from '../state/toasts.ts';
import { Icon } from './icons.tsx';

/** Copies a text. */
export function Copy({ text }: { readonly text: string }) {
  const { common } = texts.value;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast(common.copied);
    } catch {
      toast(common.copyFailed, 'bad');
    }
  };
  return <button type="button" class="button quiet only-icon" aria-label={common.copy} title={common.copy} onClick={() => void copy()}><Icon name="copy" /></button>;
}
