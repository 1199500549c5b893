/** Remembers which readings came lately, and when the message that brought each is safe. */
export interface RepeatCache {
  /** The promise of the message that first brought this identity, or undefined when it is new; then it is remembered. */
  claim(identity: string, safe: Promise<void>): Promise<void> | undefined;
  size(): number;
}

/**
 * A cache of between `capacity` and twice as many identities: two generations, the older one thrown away whole. What
 * it forgets, the primary keys of the tables still know.
 */
export function createRepeatCache(capacity: number): RepeatCache {
  let young = new Map<string, Promise<void>>();
  let old = new Map<string, Promise<void>>();
  return {
    claim: (identity, safe) => {
      const known = young.get(identity) ?? old.get(identity);
      if (known) return known;
      if (young.size >= capacity) {
        old = young;
        young = new Map();
      }
      young.set(identity, safe);
      return undefined;
    },
    size: () => young.size + old.size,
  };
}
