import { DENSITY_SOURCE, heatLayers, SURFACE_SOURCE } from "../../features/heat/heat-layer.ts";
import { zoneLayers, zoneNames } from "../../features/place/zone-layer.ts";
import { congestionLayers } from "../../features/traffic/congestion-layer.ts";
import { IMPEDED_SOURCE, impededSource } from "../../features/traffic/impeded-layers.ts";
import type { SourceSpecification } from "../map-types.ts";
import { DEVICE_LAYERS } from "../markers/device-layers.ts";
import { ROOM_SOURCE, roomLayers } from "../markers/room-layers.ts";
import type { DataLayers } from "./map-style.ts";
import type { StyleContext } from "./style-context.ts";

const emptySource = (): SourceSpecification => ({
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
});

/** Everything that the map itself draws beside the ground, and room for the markers of devices, which it does not. */
export function dataLayers(context: StyleContext): DataLayers {
  return {
    sources: {
      [DENSITY_SOURCE]: emptySource(),
      [SURFACE_SOURCE]: emptySource(),
      [IMPEDED_SOURCE]: impededSource(),
      [ROOM_SOURCE]: emptySource(),
    },
    belowLabels: [...heatLayers(context), ...zoneLayers(context), ...congestionLayers(context)],
    aboveLabels: [zoneNames(context), ...roomLayers(context, DEVICE_LAYERS)],
  };
}
