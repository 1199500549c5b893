import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Map as MapLibreMap, PointLike } from "maplibre-gl";
import { SEGMENT_HIT_LAYER } from "../features/traffic/congestion-layer.ts";
import { drawnSegment } from "../features/traffic/drawn-segment.ts";
import { DEVICE_LAYERS } from "./layers/data-layers.ts";
import type { MapFeature } from "./live-map-props.ts";
import type { ScreenPoint } from "./overlay/camera.ts";
import { type DeviceCandidate, pickFeature, type SegmentCandidate } from "./pick-feature.ts";

/** How far beside a thing a pointer may be, px. */
const REACH_PX = 4;

/** What picking needs to know beside the map itself. */
export interface PickContext {
  courses: ReadonlyMap<string, SegmentCourse>;
  classes: ReadonlyMap<string, CongestionClass>;
  drivesOn: "right" | "left";
}

function idOf(properties: Readonly<Record<string, unknown>>): string {
  return String(properties.id ?? "");
}

function devicesNear(map: MapLibreMap, box: [PointLike, PointLike]): DeviceCandidate[] {
  const layers = DEVICE_LAYERS.map(({ source }) => source).filter((id) => map.getLayer(id));
  return map.queryRenderedFeatures(box, { layers }).flatMap(({ geometry, properties }) => {
    if (geometry.type !== "Point") return [];
    const [lon = 0, lat = 0] = geometry.coordinates;
    return [{ id: idOf(properties), at: map.project([lon, lat]) }];
  });
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

/** What lies under a point of the map, or null for empty ground. */
export function featureAt(map: MapLibreMap, point: ScreenPoint, context: PickContext): MapFeature | null {
  const box: [PointLike, PointLike] = [
    [point.x - REACH_PX, point.y - REACH_PX],
    [point.x + REACH_PX, point.y + REACH_PX],
  ];
  return pickFeature({
    point,
    devices: devicesNear(map, box),
    segments: segmentsNear(map, box, context),
    project: (lon, lat) => map.project([lon, lat]),
  });
}
