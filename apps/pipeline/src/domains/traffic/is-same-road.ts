import { isDeepStrictEqual } from "node:util";
import type { Segment } from "@arterial/domain/city/network";

/** True when a city that was imported anew has the segments that it had: what rests on them may go on. */
export function isSameRoad(before: readonly Segment[], now: readonly Segment[]): boolean {
  return before === now || isDeepStrictEqual(byId(before), byId(now));
}

function byId(segments: readonly Segment[]): Segment[] {
  return segments.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
