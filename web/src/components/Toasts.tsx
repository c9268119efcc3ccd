import { texts } from '../state/language.ts';
import { dismiss, toasts } from '../state/toasts.ts';
import { Icon } from './icons.tsx';

/** Words that show for a while; read out, never focused. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class="toast" data-kind={toast.kind}>
          <Icon name={toast.kind === 'good' ? 'check' : 'warning'} />
          <span>{toast.text}</span>
          <button type="button" class="button quiet only-icon" aria-label={texts.value.common.close} onClick={() => dismiss(toast.id)}>
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </div>
  );
}
