import type { IconDrawer } from "../../map/icons/map-icon.ts";
import { ageOf, drawPlate } from "../../map/icons/plate.ts";
import type { DeviceLayer } from "../../map/markers/device-layer.ts";
import { describeAir } from "./prepare-air-layer.ts";

const HEIGHT_PX = 17;
const WIDTH_PX = 26;
const WIDE_PX = 32;

const pillIcon: IconDrawer = ([age, size], colours) => {
  const widthPx = size === "wide" ? WIDE_PX : WIDTH_PX;
  return {
    widthPx,
    heightPx: HEIGHT_PX,
    draw: (context) =>
      drawPlate(context, colours, { widthPx, heightPx: HEIGHT_PX, radiusPx: 7.5, age: ageOf(age) }),
  };
};

/** Air stations: a pill with the fine dust of the last reading, µg/m³. */
export const airLayer: DeviceLayer = {
  id: "air",
  kind: "air",
  describe: describeAir,
  room: { widthPx: WIDTH_PX, heightPx: HEIGHT_PX },
  icons: { "air-pill": pillIcon },
};
