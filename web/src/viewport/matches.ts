/** A stretch of a text, from its start up to before its end, in UTF-16 code units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const folds = new Map<string, string>();

/**
 * Where a text contains a needle, whatever the case: for showing. Which entries match is the server's to say; it folds code
 * point by code point, and so does this, with the case tables of the browser.
 */
export function findMatches(text: string, needle: string, most = 200): Span[] {
  if (needle === '') {
    return [];
  }
  const folded = fold(text);
  const wanted = fold(needle);
  const spans: Span[] = [];
  for (let at = folded.indexOf(wanted); at >= 0 && spans.length < most; at = folded.indexOf(wanted, at + wanted.length)) {
    spans.push({ from: at, to: at + wanted.length });
  }
  return spans;
}

/** Folds without changing the length, so that a place in the folded text is one in the text. */
function fold(text: string): string {
  // Nearly all text is such that the browser's own lower case does: only letters with odd case pairs need the slow road.
  const lower = text.toLowerCase();
  return lower.length === text.length && !odd.test(text) ? lower : Array.from(text, foldOne).join('');
}

// Letters whose upper case has another lower case: final sigma, micro sign, long s, Kelvin and the like; İ grows.
const odd = /[ςµſϐϑϕϖϰϱϵẛιͅẞΩKÅİ]/u;

function foldOne(character: string): string {
  let folded = folds.get(character);
  if (folded === undefined) {
    const upper = character.toUpperCase();
    const lower = (upper.length === character.length ? upper : character).toLowerCase();
    folded = character === 'İ' || lower.length !== character.length ? character : lower;
    folds.set(character, folded);
  }
  return folded;
}
