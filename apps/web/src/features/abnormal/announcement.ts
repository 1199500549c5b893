import type { AbnormalItem } from "@arterial/domain/live/frame";
import { compareAbnormal } from "./order.ts";

/** At most one announcement in this time, ms. */
export const ANNOUNCE_INTERVAL_MS = 5_000;

/** Only these severities are read out by themselves. */
const SPOKEN_SEVERITY_MAX = 2;

/** The worst thing that was not said yet, or null; S3 and S4 are never said. */
export function nextAnnouncement(
  items: readonly AbnormalItem[],
  said: ReadonlySet<string>,
): AbnormalItem | null {
  const unsaid = items.filter((item) => item.severity <= SPOKEN_SEVERITY_MAX && !said.has(item.id));
  return unsaid.toSorted(compareAbnormal)[0] ?? null;
}
