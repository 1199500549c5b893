/** Kinds of things that can be found, in the order in which they are listed. */
export const HIT_TYPES = ["route", "street", "zone", "junction", "segment", "device"] as const;
export type HitType = (typeof HIT_TYPES)[number];

/** Hits by type, in the order of `HIT_TYPES`; types without a hit are left out. */
export function groupHits<Hit extends { type: HitType }>(
  hits: readonly Hit[],
): { type: HitType; hits: Hit[] }[] {
  return HIT_TYPES.map((type) => ({ type, hits: hits.filter((hit) => hit.type === type) })).filter(
    (group) => group.hits.length > 0,
  );
}
