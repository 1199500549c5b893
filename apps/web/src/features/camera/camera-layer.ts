import type { IconDrawer } from "../../map/icons/map-icon.ts";
import { ageOf, drawPlate, plateInk } from "../../map/icons/plate.ts";
import type { DeviceLayer } from "../../map/markers/device-layer.ts";
import { describeCamera } from "./prepare-camera-layer.ts";

const DISC_PX = 17;
/** How far a cone reaches at a zoom, px. */
const CONE_STOPS = [
  [11, 17.6],
  [14, 32],
  [16, 51.2],
] as const;
const CONE_ALPHA = 0.16;

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

function coneReachPx(zoom: number): number {
  const [first, middle, last] = CONE_STOPS;
  const [from, to] = zoom < middle[0] ? [first, middle] : [middle, last];
  const share = Math.min(1, Math.max(0, (zoom - from[0]) / (to[0] - from[0])));
  return from[1] + share * (to[1] - from[1]);
}

/** Cone of view from the camera to where it looks; the map's north is up. */
const drawCone: DeviceLayer["drawBelow"] = (context, { headingDeg, fieldDeg }, { at, zoom, colours }) => {
  if (headingDeg === undefined || fieldDeg === undefined) return;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const middle = radians(headingDeg - 90);
  const half = radians(fieldDeg / 2);
  context.beginPath();
  context.moveTo(at.x, at.y);
  context.arc(at.x, at.y, coneReachPx(zoom), middle - half, middle + half);
  context.closePath();
  context.globalAlpha = CONE_ALPHA;
  context.fillStyle = colours.ink;
  context.fill();
  context.globalAlpha = 1;
};

/** Cameras: a disc with a cone to where it looks. */
export const cameraLayer: DeviceLayer = {
  id: "cameras",
  kind: "camera",
  describe: describeCamera,
  room: { widthPx: DISC_PX, heightPx: DISC_PX },
  icons: { "camera-disc": discIcon },
  drawBelow: drawCone,
};
