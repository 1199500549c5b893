import type { LiveSegment } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";

/** One segment whose drawn class changes. */
export interface ClassChange {
  id: string;
  class: CongestionClass;
}

/** Segments whose class differs between what is drawn and what is known now; unknown ones only when named. */
export function classChanges(
  drawn: ReadonlyMap<string, CongestionClass>,
  live: ReadonlyMap<string, Pick<LiveSegment, "congestionClass">>,
): ClassChange[] {
  const changes: ClassChange[] = [];
  for (const [id, { congestionClass }] of live) {
    if (drawn.get(id) !== congestionClass) changes.push({ id, class: congestionClass });
  }
  for (const id of drawn.keys()) {
    if (!live.has(id) && drawn.get(id) !== "unknown") changes.push({ id, class: "unknown" });
  }
  return changes;
}
