import type { LonLat } from "@arterial/domain/city/network";
import type { MapTarget } from "../ui/panel-actions.ts";

/** Zoom at which a point that was searched for is shown. */
const POINT_ZOOM = 15;

/** Where the map goes for something that was found: its bounds when it has an extent, else its point. */
export function hitTarget(hit: {
  point: LonLat;
  bounds?: readonly [number, number, number, number] | undefined;
}): MapTarget {
  return hit.bounds ? { bounds: hit.bounds } : { point: hit.point, zoom: POINT_ZOOM };
}
