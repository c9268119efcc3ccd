import type { ComponentChildren } from 'preact';

/** Names with their values; those without one are left out. */
export function Facts(props: { readonly facts: readonly (readonly [string, ComponentChildren | null])[] }) {
  return (
    <dl class="facts">
      {props.facts.filter(([, value]) => value !== null).map(([name, value]) => <div key={name}><dt>{name}</dt><dd class="number">{value}</dd></div>)}
    </dl>
  );
}
