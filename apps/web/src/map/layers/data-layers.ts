import { airLayer } from "../../features/air/air-layer.ts";
import { cameraLayer } from "../../features/camera/camera-layer.ts";
import { DENSITY_SOURCE, heatLayers, SURFACE_SOURCE } from "../../features/heat/heat-layer.ts";
import { parkingLayer } from "../../features/parking/parking-layer.ts";
import { congestionLayers } from "../../features/traffic/congestion-layer.ts";
import { IMPEDED_SOURCE, impededSource } from "../../features/traffic/impeded-layers.ts";
import { loopLayer } from "../../features/traffic/loop-layer.ts";
import { weatherLayer } from "../../features/weather/weather-layer.ts";
import type { SourceSpecification } from "../map-types.ts";
import type { DataLayers } from "../style/map-style.ts";
import type { StyleContext } from "../style/style-context.ts";
import type { DeviceLayer } from "./device-layer.ts";

/** Device layers, least important first: a later one wins the place on the map. */
export const DEVICE_LAYERS: readonly DeviceLayer[] = [
  loopLayer,
  cameraLayer,
  weatherLayer,
  parkingLayer,
  airLayer,
];

const emptySource = (): SourceSpecification => ({
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
});

/** Everything on the map that is not the ground. A new domain adds its layer to `DEVICE_LAYERS`. */
export function dataLayers(context: StyleContext): DataLayers {
  const sources = Object.fromEntries(DEVICE_LAYERS.map(({ source }) => [source, emptySource()]));
  return {
    sources: {
      [DENSITY_SOURCE]: emptySource(),
      [SURFACE_SOURCE]: emptySource(),
      [IMPEDED_SOURCE]: impededSource(),
      ...sources,
    },
    belowLabels: [...heatLayers(context), ...congestionLayers(context)],
    aboveLabels: DEVICE_LAYERS.flatMap((layer) => layer.layers(context)),
  };
}
