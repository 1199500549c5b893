import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { fromMiddlePx, widthPxOf } from "./congestion-widths.ts";

/** Width of a segment's congestion line and its distance from the segment's course, px, right of travel positive. */
export function drawnSegment(options: {
  course: Pick<SegmentCourse, "roadClass" | "isTwoWay" | "halfGapPx">;
  congestionClass: CongestionClass;
  zoom: number;
  drivesOn: "right" | "left";
}): { widthPx: number; offsetPx: number } {
  const { course, congestionClass, zoom, drivesOn } = options;
  const widthPx = widthPxOf(zoom, congestionClass, course.roadClass);
  if (!course.isTwoWay) return { widthPx, offsetPx: 0 };
  const wantedPx = fromMiddlePx(zoom, congestionClass, course.roadClass);
  const offsetPx = Math.max(0, wantedPx - course.halfGapPx * 2 ** (zoom - 15));
  return { widthPx, offsetPx: drivesOn === "right" ? offsetPx : -offsetPx };
}
