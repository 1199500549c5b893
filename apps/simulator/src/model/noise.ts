/** 32-bit hash of a text (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A number of [0, 1) that depends on the text alone: the seed of everything that must stay the same. */
export function unitOf(text: string): number {
  return mix(hashText(text), 0);
}

/**
 * Smooth noise of [-1, 1] over time: random values at multiples of `periodMs`, joined by a cosine. The same seed and
 * time give the same value for ever, so that past values can be made at any time and join the live ones.
 */
export function smoothNoise(seed: string, atMs: number, periodMs: number): number {
  const hash = hashText(seed);
  const position = atMs / periodMs;
  const knot = Math.floor(position);
  const share = (1 - Math.cos((position - knot) * Math.PI)) / 2;
  const from = mix(hash, knot);
  const to = mix(hash, knot + 1);
  return (from + (to - from) * share) * 2 - 1;
}

/** Two 32-bit numbers to [0, 1): finalizer of MurmurHash3 over their mixture. */
function mix(seed: number, value: number): number {
  let hash = seed ^ Math.imul(value | 0, 0x9e3779b1) ^ Math.imul(Math.floor(value / 2 ** 32) | 0, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
