import type { DeviceKind } from "@arterial/domain/device-kind";
import type { IconDrawer } from "../icons/map-icon.ts";
import type { MapLayerId } from "../live-map-props.ts";
import type { LayerSpecification } from "../map-types.ts";
import { MAP_FONTS } from "../style/fonts.ts";
import { type StyleContext, visibilityOf } from "../style/style-context.ts";
import type { DescribeDevice } from "./device-points.ts";

/** A switchable layer of one kind of device: what is drawn, from what, with which icons. */
export interface DeviceLayer {
  id: MapLayerId;
  kind: DeviceKind;
  /** Source of the points; also the id of the layer that is picked. */
  source: string;
  describe: DescribeDevice;
  layers(context: StyleContext): LayerSpecification[];
  icons: Readonly<Record<string, IconDrawer>>;
}

/** A layer of markers with text, that gives way to labels and marks placed before it. */
export function markerLayer(
  context: StyleContext,
  options: { source: string; layer: MapLayerId; minzoom?: number; textOffset?: [number, number] },
): LayerSpecification {
  const { source, layer, minzoom, textOffset = [0, 0] } = options;
  return {
    id: source,
    type: "symbol",
    source,
    ...(minzoom === undefined ? {} : { minzoom }),
    layout: {
      visibility: visibilityOf(context, layer),
      "icon-image": ["concat", `${context.theme}/`, ["get", "icon"]],
      "icon-allow-overlap": ["step", ["zoom"], false, 13, true],
      "icon-padding": 2,
      "text-field": ["get", "text"],
      "text-font": [...MAP_FONTS.medium],
      "text-size": 10.5,
      "text-offset": textOffset,
      "text-allow-overlap": ["step", ["zoom"], false, 13, true],
      "text-padding": 0,
    },
    paint: { "text-color": context.colours.ink },
  };
}
