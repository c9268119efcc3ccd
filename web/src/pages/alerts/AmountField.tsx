import { Field } from '../../components/Field.tsx';
import { texts } from '../../state/language.ts';
import { units, type Amount } from './amount.ts';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly value: Amount;
  readonly onChange: (value: Amount) => void;
}

/** A length of time: a number, and its unit to choose. */
export function AmountField({ label, hint, error, value, onChange }: Props) {
  const text = texts.value.alertForms;
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={error}>
      {(control) => (
        <span class="with-unit">
          <input {...control} class="small" inputMode="decimal" autocomplete="off" value={value.text} onInput={(event) => onChange({ ...value, text: event.currentTarget.value })} />
          <select aria-label={text.unit(label)} value={value.unit} onChange={(event) => onChange({ ...value, unit: Number(event.currentTarget.value) })}>
            {Object.entries(units).map(([name, length]) => <option key={name} value={length}>{text.units[name as keyof typeof units]}</option>)}
          </select>
        </span>
      )}
    </Field>
  );
}
