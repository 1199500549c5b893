import type { Map as MapLibreMap } from "maplibre-gl";
import type { Bounds } from "./live-map-props.ts";

/** What is in view of a map, degrees. */
export function boundsOf(map: MapLibreMap): Bounds {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}
