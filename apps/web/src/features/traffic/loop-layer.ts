import type { DeviceLayer } from "../../map/layers/device-layer.ts";
import { visibilityOf } from "../../map/style/style-context.ts";
import { describeLoop } from "./prepare-loop-layer.ts";

const SOURCE = "loops";
const FROM_ZOOM = 14.5;

/** Traffic loops: small squares on the road at street zooms, shown with congestion. */
export const loopLayer: DeviceLayer = {
  id: "congestion",
  kind: "traffic",
  source: SOURCE,
  describe: describeLoop,
  layers: (context) => [
    {
      id: SOURCE,
      type: "circle",
      source: SOURCE,
      minzoom: FROM_ZOOM,
      layout: { visibility: visibilityOf(context, "congestion") },
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], FROM_ZOOM, 2.2, 17, 5],
        "circle-color": ["match", ["get", "icon"], "fresh", context.colours.raised, context.colours.well],
        "circle-stroke-color": [
          "match",
          ["get", "icon"],
          "fresh",
          context.colours.ink2,
          context.colours.control,
        ],
        "circle-stroke-width": 1.4,
      },
    },
  ],
  icons: {},
};
