/** A JSON object that somebody typed, or what is wrong with it. An empty text is nothing. */
export type Typed = { readonly value: Record<string, unknown> | undefined } | { readonly fault: 'not_json' | 'not_object'; readonly why: string };

export function readObject(text: string): Typed {
  if (text.trim() === '') {
    return { value: undefined };
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value: value as Record<string, unknown> } : { fault: 'not_object', why: '' };
  } catch (error) {
    return { fault: 'not_json', why: error instanceof Error ? error.message : String(error) };
  }
}
