import { Toggle } from '../../components/Toggle.tsx';
import { alertChanges } from '../../state/firing.ts';
import { texts } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';

interface Props {
  readonly of: { readonly id: string; readonly name: string; readonly enabled: boolean };
  /** Whether the reader may change it. */
  readonly mine: boolean;
  readonly enable: (id: string, enabled: boolean) => Promise<{ readonly enabled: boolean }>;
}

/** Whether a rule or a notifier is enabled; a switch for those who may. */
export function EnabledCell({ of, mine, enable }: Props) {
  const { alerts: text, alertForms: forms } = texts.value;
  const flip = async (): Promise<void> => {
    try {
      const { enabled } = await enable(of.id, !of.enabled);
      toast(enabled ? forms.enabled(of.name) : forms.disabled(of.name));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad');
    }
    alertChanges.value++;
  };
  return (
    <td data-label={text.state}>
      {mine
        ? <Toggle on={of.enabled} label={of.enabled ? forms.disable(of.name) : forms.enable(of.name)} onChange={() => void flip()} />
        : of.enabled ? text.on : <span class="soft">{text.off}</span>}
    </td>
  );
}
