import type { IconDrawer } from "../../map/icons/map-icon.ts";
import { ageOf, drawPlate, plateInk } from "../../map/icons/plate.ts";
import { type DeviceLayer, markerLayer } from "../../map/layers/device-layer.ts";
import type { LayerSpecification } from "../../map/map-types.ts";
import { type StyleContext, visibilityOf } from "../../map/style/style-context.ts";
import { describeCamera } from "./prepare-camera-layer.ts";

const SOURCE = "cameras";
const DISC_PX = 17;
const CONE_PX = 64;

const discIcon: IconDrawer = ([word], colours) => ({
  widthPx: DISC_PX,
  heightPx: DISC_PX,
  draw(context) {
    const age = ageOf(word);
    drawPlate(context, colours, { widthPx: DISC_PX, heightPx: DISC_PX, radiusPx: 8, age });
    context.strokeStyle = plateInk(colours, age);
    context.lineWidth = 1.1;
    context.lineJoin = "round";
    context.strokeRect(4.2, 6.4, 5.4, 4.2);
    context.beginPath();
    context.moveTo(9.6, 8.2);
    context.lineTo(12.8, 6.7);
    context.lineTo(12.8, 10.3);
    context.lineTo(9.6, 8.8);
    context.stroke();
  },
});

/** Cone of view, pointing north before it is turned to the camera's heading. */
const coneIcon: IconDrawer = ([fieldDeg], colours) => ({
  widthPx: CONE_PX,
  heightPx: CONE_PX,
  draw(context) {
    const half = ((Number(fieldDeg) / 2) * Math.PI) / 180;
    const centre = CONE_PX / 2;
    context.beginPath();
    context.moveTo(centre, centre);
    context.arc(centre, centre, centre, -Math.PI / 2 - half, -Math.PI / 2 + half);
    context.closePath();
    context.globalAlpha = 0.16;
    context.fillStyle = colours.ink;
    context.fill();
  },
});

function coneLayer(context: StyleContext): LayerSpecification {
  return {
    id: "camera-cones",
    type: "symbol",
    source: SOURCE,
    filter: ["has", "headingDeg"],
    layout: {
      visibility: visibilityOf(context, "cameras"),
      "icon-image": ["concat", `${context.theme}/camera-cone/`, ["get", "fieldDeg"]],
      "icon-rotate": ["get", "headingDeg"],
      "icon-rotation-alignment": "map",
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "icon-size": ["interpolate", ["linear"], ["zoom"], 11, 0.55, 14, 1, 16, 1.6],
    },
  };
}

/** Cameras: a disc with a cone to where it looks. */
export const cameraLayer: DeviceLayer = {
  id: "cameras",
  kind: "camera",
  source: SOURCE,
  describe: describeCamera,
  layers: (context) => [coneLayer(context), markerLayer(context, { source: SOURCE, layer: "cameras" })],
  icons: { "camera-disc": discIcon, "camera-cone": coneIcon },
};
