import { HANDOVER_SECTIONS } from "@arterial/domain/handover-sections";
import type { HandoverContent, HandoverItem } from "./handover.ts";

const LIMIT = 200;

/** Those of a section that are listed when there are more than `limit`: the first ones, of notes those written last. */
function firstOf(type: HandoverItem["type"], items: readonly HandoverItem[], limit: number): HandoverItem[] {
  return type === "note" ? items.slice(-limit) : items.slice(0, limit);
}

/**
 * Fills a handover in with `open`, which is everything that is open, by section and in the order of the list. What it
 * holds stays listed with its remark while it is open, and is over only where it is not open any more; of what is over
 * stays what was written to. What is new is listed up to the limit, and counted beyond it.
 */
export function fillHandover(
  held: readonly HandoverItem[],
  open: readonly HandoverItem[],
  limit = LIMIT,
): HandoverContent {
  const heldByKey = new Map(held.map((item) => [item.key, item]));
  const openKeys = new Set(open.map(({ key }) => key));
  const unlisted = { incident: 0, alarm: 0, fault: 0, note: 0 };
  const listed = HANDOVER_SECTIONS.flatMap((type) => {
    const section = open.filter((item) => item.type === type);
    const first = new Set(firstOf(type, section, limit));
    const items = section.filter((item) => first.has(item) || heldByKey.has(item.key));
    unlisted[type] = section.length - items.length;
    return items.map((item) => ({ ...item, remark: heldByKey.get(item.key)?.remark ?? "" }));
  });
  const over = held
    .filter(({ key, remark }) => !openKeys.has(key) && remark !== "")
    .map((item) => ({ ...item, isOver: true }));
  return { items: [...listed, ...over], unlisted };
}
