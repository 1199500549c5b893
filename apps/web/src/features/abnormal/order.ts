import type { AbnormalItem } from "@arterial/domain/live/frame";
import { holdInPlace } from "../../ui/hold-in-place.ts";

/** One row of the list. A cleared one has gone, and stays only until the reader's pointer or focus leaves. */
export interface AbnormalRow {
  item: AbnormalItem;
  isCleared: boolean;
}

/** Worst first, then newest; equal ones by id, so that the order is stable. */
export function compareAbnormal(a: AbnormalItem, b: AbnormalItem): number {
  return a.severity - b.severity || b.since - a.since || a.id.localeCompare(b.id);
}

/**
 * Rows to show. While the list is held (pointer or focus in it) nothing moves: rows keep their place, gone ones stay
 * as cleared, and new ones wait.
 */
export function arrangeRows(options: {
  items: readonly AbnormalItem[];
  shown: readonly AbnormalRow[];
  isHeld: boolean;
}): { rows: AbnormalRow[]; waiting: number } {
  const { items, shown, isHeld } = options;
  if (!isHeld || shown.length === 0) {
    return { rows: items.toSorted(compareAbnormal).map((item) => ({ item, isCleared: false })), waiting: 0 };
  }
  const held = holdInPlace(
    shown.map(({ item }) => item),
    items,
    ({ id }) => id,
  );
  const rows = held.map(({ item, isGone }) => ({ item, isCleared: isGone }));
  return { rows, waiting: items.length - rows.filter((row) => !row.isCleared).length };
}
