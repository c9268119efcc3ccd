import type { ComponentChildren } from 'preact';
import { Icon } from '../../components/icons.tsx';
import { texts } from '../../state/language.ts';

interface Props {
  readonly name: string;
  readonly children?: ComponentChildren;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** What can be done with a rule or a notifier. */
export function RowButtons({ name, children, onEdit, onDelete }: Props) {
  const text = texts.value.alertForms;
  return (
    <td class="actions">
      {children}
      <button type="button" class="button quiet only-icon" aria-label={text.edit(name)} title={text.edit(name)} onClick={onEdit}><Icon name="pencil" /></button>
      <button type="button" class="button quiet only-icon" aria-label={text.delete(name)} title={text.delete(name)} onClick={onDelete}><Icon name="trash" /></button>
    </td>
  );
}
