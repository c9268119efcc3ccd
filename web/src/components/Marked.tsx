/** A text with every place marked where another stands in it, whatever the case. */
export function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  if (search === '') {
    return <>{text}</>;
  }
  const needle = search.toLowerCase();
  const hay = text.toLowerCase();
  // A few letters change their length in lower case; there, nothing is marked rather than the wrong place.
  if (hay.length !== text.length) {
    return <>{text}</>;
  }
  const parts = [];
  let from = 0;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  return <>{parts}{text.slice(from)}</>;
}
