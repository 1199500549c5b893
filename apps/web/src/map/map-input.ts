import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Map as MapLibreMap, PointLike } from "maplibre-gl";
import { ZONE_HIT_LAYER } from "../features/place/zone-layer.ts";
import { SEGMENT_HIT_LAYER } from "../features/traffic/congestion-layer.ts";
import { drawnSegment } from "../features/traffic/drawn-segment.ts";
import type { MapFeature } from "./live-map-props.ts";
import type { MarkerCanvas } from "./markers/marker-canvas.ts";
import type { ScreenPoint } from "./overlay/camera.ts";
import { pickFeature, type SegmentCandidate } from "./pick-feature.ts";

/** How far beside a thing a pointer may be, px. */
const REACH_PX = 4;

/** What picking needs to know beside the map itself. */
export interface PickContext {
  markers: Pick<MarkerCanvas, "near">;
  courses: ReadonlyMap<string, SegmentCourse>;
  classes: ReadonlyMap<string, CongestionClass>;
  drivesOn: "right" | "left";
}

function idOf(properties: Readonly<Record<string, unknown>>): string {
  return String(properties.id ?? "");
}

function segmentsNear(
  map: MapLibreMap,
  box: [PointLike, PointLike],
  context: PickContext,
): SegmentCandidate[] {
  const found = map.queryRenderedFeatures(box, { layers: [SEGMENT_HIT_LAYER] });
  return [...new Set(found.map(({ properties }) => idOf(properties)))].map((id) => {
    const course = context.courses.get(id);
    const congestionClass = context.classes.get(id) ?? "unknown";
    const zoom = map.getZoom();
    const drawn = course && drawnSegment({ course, congestionClass, zoom, drivesOn: context.drivesOn });
    return { id, course, offsetPx: drawn?.offsetPx ?? 0 };
  });
}

function zoneAt(map: MapLibreMap, { x, y }: ScreenPoint): string | null {
  const [zone] = map.queryRenderedFeatures([x, y], { layers: [ZONE_HIT_LAYER] });
  return zone ? idOf(zone.properties) : null;
}

/** What lies under a point of the map, or null for empty ground. */
export function featureAt(map: MapLibreMap, point: ScreenPoint, context: PickContext): MapFeature | null {
  const box: [PointLike, PointLike] = [
    [point.x - REACH_PX, point.y - REACH_PX],
    [point.x + REACH_PX, point.y + REACH_PX],
  ];
  return pickFeature({
    point,
    devices: context.markers.near(point, REACH_PX).map(({ marker, at }) => ({ id: marker.id, at })),
    segments: segmentsNear(map, box, context),
    zone: () => zoneAt(map, point),
    project: (lon, lat) => map.project([lon, lat]),
  });
}
