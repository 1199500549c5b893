/** What stands in a list that is being read. What is gone stays only until the reader leaves. */
export interface HeldInPlace<Item> {
  item: Item;
  isGone: boolean;
}

/** Items that keep their places in `held`, as they are now in `present`; what is not there any more stays as it was. */
export function holdInPlace<Item>(
  held: readonly Item[],
  present: readonly Item[],
  keyOf: (item: Item) => string,
): HeldInPlace<Item>[] {
  const now = new Map(present.map((item) => [keyOf(item), item]));
  return held.map((item) => {
    const known = now.get(keyOf(item));
    return { item: known ?? item, isGone: known === undefined };
  });
}
