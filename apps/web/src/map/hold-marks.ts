import type { AbnormalItem } from "@arterial/domain/live/frame";
import { holdInPlace } from "../ui/hold-in-place.ts";

/** A mark on the map. One that is gone stays only until the reader's focus leaves the marks. */
export interface HeldMark {
  item: AbnormalItem;
  isGone: boolean;
}

function bySeverity(a: AbnormalItem, b: AbnormalItem): number {
  return a.severity - b.severity || b.since - a.since;
}

/**
 * Marks of what is abnormal, worst first. Those that the reader is among keep their places, so that Tab goes on from
 * there: gone ones stay, and new ones, which must be seen, come after them.
 */
export function holdMarks(
  present: readonly AbnormalItem[],
  held: readonly HeldMark[],
  isHeld: boolean,
): readonly HeldMark[] {
  const worst = present.toSorted(bySeverity);
  if (!isHeld || held.length === 0) return worst.map((item) => ({ item, isGone: false }));
  const places = holdInPlace(
    held.map(({ item }) => item),
    present,
    ({ id }) => id,
  );
  const known = new Set(places.map(({ item }) => item.id));
  const added = worst.filter(({ id }) => !known.has(id)).map((item) => ({ item, isGone: false }));
  return [...places, ...added];
}
