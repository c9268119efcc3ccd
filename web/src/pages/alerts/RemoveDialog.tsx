import { useState } from 'preact/hooks';
import { Dialog } from '../../components/Dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { alertChanges } from '../../state/firing.ts';
import { texts } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';

interface Props {
  readonly name: string;
  readonly hint: string;
  /** Whether it can't be deleted, for a reason that the hint tells. */
  readonly held?: boolean;
  readonly remove: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks once more before a rule or a notifier is deleted. */
export function RemoveDialog({ name, hint, held = false, remove, onClose }: Props) {
  const { common, form } = texts.value;
  const [error, setError] = useState<string | null>(null);
  const confirm = async (): Promise<void> => {
    try {
      await remove();
      toast(form.deleted(name));
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
    alertChanges.value++;
  };
  return (
    <Dialog title={form.deleteTitle(name)} onClose={onClose}>
      <p>{hint}</p>
      {error !== null && <p class="wrong" role="alert">{error}</p>}
      <footer>
        <button type="button" class="button" autofocus onClick={onClose}>{held ? common.close : common.cancel}</button>
        {!held && <button type="button" class="button danger" onClick={() => void confirm()}><Icon name="trash" />{common.delete}</button>}
      </footer>
    </Dialog>
  );
}
