/** A switch: on or off, at once. */
export function Toggle(props: { readonly on: boolean; readonly label: string; readonly disabled?: boolean; readonly onChange: () => void }) {
  return (
    <button type="button" class="toggle" role="switch" aria-checked={props.on} aria-label={props.label} title={props.label} disabled={props.disabled} onClick={props.onChange}>
      <i />
    </button>
  );
}
