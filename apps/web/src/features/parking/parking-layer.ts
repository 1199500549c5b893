import type { IconDrawer } from "../../map/icons/map-icon.ts";
import { ageOf, drawPlate, plateInk } from "../../map/icons/plate.ts";
import type { DeviceLayer } from "../../map/markers/device-layer.ts";
import { describeParking, OCCUPANCY_STEPS } from "./prepare-parking-layer.ts";

const SQUARE_PX = 17;
const BAR_TOP_PX = 18.5;
const BAR_PX = 3;

const squareIcon: IconDrawer = ([word, filled], colours) => ({
  widthPx: SQUARE_PX,
  heightPx: BAR_TOP_PX + BAR_PX,
  draw(context) {
    const age = ageOf(word);
    drawPlate(context, colours, { widthPx: SQUARE_PX, heightPx: SQUARE_PX, radiusPx: 2, age });
    context.fillStyle = plateInk(colours, age);
    context.font = '600 11px "IBM Plex Sans Condensed", sans-serif';
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillText("P", SQUARE_PX / 2, 12.6);
    const widthPx = SQUARE_PX - 2;
    context.fillStyle = colours.lineStrong;
    context.fillRect(1, BAR_TOP_PX, widthPx, BAR_PX);
    if (filled === undefined || filled === "none") return;
    context.fillStyle = plateInk(colours, age);
    context.fillRect(1, BAR_TOP_PX, (widthPx * Number(filled)) / OCCUPANCY_STEPS, BAR_PX);
  },
});

/** Car parks: a square with P over a bar of how full it is. */
export const parkingLayer: DeviceLayer = {
  id: "parking",
  kind: "parking",
  describe: describeParking,
  room: { widthPx: SQUARE_PX, heightPx: BAR_TOP_PX + BAR_PX },
  icons: { "parking-square": squareIcon },
};
