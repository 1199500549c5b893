/** A seeded source of chance: the same seed gives the same run. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [from, to). */
  between(from: number, to: number): number;
  isTrue(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A source of its own, so that one part's draws do not shift another's. */
  fork(name: string): Random;
}

/** Creates a source. Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from)),
    isTrue: (share) => next() < share,
    pick: (from) => {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
    fork: (name) => createRandom(hashText(name) ^ seed),
  };
  return random;
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
