/** A page of a list; its items stand under the list's plural. */
export type Page<Plural extends string, Item> = Readonly<Record<Plural, readonly Item[]>> & {
  readonly total: number;
  readonly skip: number;
  readonly limit: number;
  readonly has_more: boolean;
};
