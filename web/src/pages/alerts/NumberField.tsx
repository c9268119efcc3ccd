import { Field } from '../../components/Field.tsx';

interface Props {
  readonly label: string;
  readonly unit: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A number with what it counts. */
export function NumberField({ label, unit, hint, error, value, onChange }: Props) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={error}>
      {(control) => (
        <span class="with-unit">
          <input {...control} class="small" inputMode="decimal" autocomplete="off" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
          <span>{unit}</span>
        </span>
      )}
    </Field>
  );
}
