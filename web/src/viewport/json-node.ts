/** A JSON value as it was written: numbers keep their digits, which JavaScript's own numbers would not. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number' | 'literal'; readonly text: string };

/** Reads JSON that a server wrote. Throws a `SyntaxError` where it is none. */
export function parseJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value();
  reader.end();
  return node;
}

/** JSON for people: indented by two spaces. */
export function formatJson(node: JsonNode, indent = ''): string {
  const deeper = indent + '  ';
  if (node.kind === 'object') {
    const members = node.members.map(([name, member]) => `${deeper}${JSON.stringify(name)}: ${formatJson(member, deeper)}`);
    return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
  }
  if (node.kind === 'array') {
    return node.items.length === 0 ? '[]' : `[\n${node.items.map((item) => deeper + formatJson(item, deeper)).join(',\n')}\n${indent}]`;
  }
  return node.kind === 'string' ? JSON.stringify(node.value) : node.text;
}

/** A member of an object, or undefined. */
export const member = (node: JsonNode, name: string): JsonNode | undefined =>
  node.kind === 'object' ? node.members.find(([key]) => key === name)?.[1] : undefined;

const space = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): JsonNode {
    this.take(space);
    switch (this.text[this.at]) {
      case '{': return { kind: 'object', members: this.list('}', () => this.member()) };
      case '[': return { kind: 'array', items: this.list(']', () => this.value()) };
      case '"': return { kind: 'string', value: this.string() };
      default: return this.scalar();
    }
  }

  end(): void {
    this.take(space);
    if (this.at !== this.text.length) {
      throw this.wrong();
    }
  }

  private member(): readonly [string, JsonNode] {
    this.take(space);
    const name = this.string();
    this.expect(':');
    return [name, this.value()];
  }

  private list<T>(close: string, item: () => T): T[] {
    this.at++;
    const items: T[] = [];
    while (!this.accept(close)) {
      if (items.length > 0) {
        this.expect(',');
      }
      items.push(item());
    }
    return items;
  }

  private string(): string {
    const text = this.take(string);
    if (text === null) {
      throw this.wrong();
    }
    return JSON.parse(text) as string;
  }

  private scalar(): JsonNode {
    const digits = this.take(number);
    if (digits !== null) {
      return { kind: 'number', text: digits };
    }
    const word = this.take(literal);
    if (word === null) {
      throw this.wrong();
    }
    return { kind: 'literal', text: word };
  }

  private accept(character: string): boolean {
    this.take(space);
    if (this.text[this.at] !== character) {
      return false;
    }
    this.at++;
    return true;
  }

  private expect(character: string): void {
    if (!this.accept(character)) {
      throw this.wrong();
    }
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) {
      return null;
    }
    this.at = pattern.lastIndex;
    return match[0];
  }

  private wrong(): SyntaxError {
    return new SyntaxError(`No JSON at character ${this.at}.`);
  }
}
