import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { MapFeature } from "./live-map-props.ts";
import type { ScreenPoint } from "./overlay/camera.ts";
import { shiftLine } from "./overlay/outline.ts";

/** A device marker that lies within reach of the pointer. */
export interface DeviceCandidate {
  id: string;
  at: ScreenPoint;
}

/** A segment within reach: its course and how far its line is drawn from it. */
export interface SegmentCandidate {
  id: string;
  course: SegmentCourse | undefined;
  offsetPx: number;
}

const FAR_PX = Number.POSITIVE_INFINITY;

function distancePx(a: ScreenPoint, b: ScreenPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Distance of a point from a line, px. */
export function distanceToLinePx(point: ScreenPoint, line: readonly ScreenPoint[]): number {
  let nearest = FAR_PX;
  for (const [index, end] of line.entries()) {
    const start = line[index - 1];
    if (!start) continue;
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, distancePx(point, { x: start.x + dx * share, y: start.y + dy * share }));
  }
  return nearest;
}

/**
 * What a pointer at `point` means: the nearest device marker within reach, or else the segment whose drawn line is
 * nearest, so that the direction under the pointer wins over its opposite, or else the zone whose ground it is.
 */
export function pickFeature(options: {
  point: ScreenPoint;
  devices: readonly DeviceCandidate[];
  segments: readonly SegmentCandidate[];
  /** Id of the zone whose ground is shown there; asked for when nothing smaller is there. */
  zone?: () => string | null;
  project: (lon: number, lat: number) => ScreenPoint;
}): MapFeature | null {
  const { point, devices, segments, project } = options;
  const device = [...devices].sort((a, b) => distancePx(point, a.at) - distancePx(point, b.at))[0];
  if (device) return { type: "device", id: device.id };
  const distanceOf = ({ course, offsetPx }: SegmentCandidate): number =>
    course
      ? distanceToLinePx(
          point,
          shiftLine(
            course.line.map(([lon, lat]) => project(lon, lat)),
            offsetPx,
          ),
        )
      : FAR_PX;
  const ranked = segments.map((segment) => ({ id: segment.id, px: distanceOf(segment) }));
  const nearest = ranked.sort((a, b) => a.px - b.px)[0];
  if (nearest) return { type: "segment", id: nearest.id };
  const zone = options.zone?.() ?? null;
  return zone === null ? null : { type: "zone", id: zone };
}
