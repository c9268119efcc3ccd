import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** What can be chosen: values and their names. */
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Several of some: a box each. */
export function Checks({ label, choices, chosen, error, onChange }: Props) {
  const id = useId();
  return (
    <fieldset class="checks" data-wrong={error !== undefined || undefined} aria-describedby={error === undefined ? undefined : id}>
      <legend>{label}</legend>
      <div>
        {choices.map(([value, name]) => (
          <label key={value} class="check">
            <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value))} />
            {name}
          </label>
        ))}
      </div>
      {error !== undefined && <p class="wrong" id={id}>{error}</p>}
    </fieldset>
  );
}
