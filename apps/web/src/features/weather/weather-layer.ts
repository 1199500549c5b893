import type { IconDrawer } from "../../map/icons/map-icon.ts";
import { ageOf, drawPlate, plateInk } from "../../map/icons/plate.ts";
import type { DeviceLayer } from "../../map/markers/device-layer.ts";
import { describeWeather } from "./prepare-weather-layer.ts";

const WIDTH_PX = 44;
const HEIGHT_PX = 17;

function drawCloud(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(6.5, 10.6);
  context.arc(6.6, 8.6, 2, Math.PI * 0.5, Math.PI * 1.4);
  context.arc(9.2, 6.6, 2.7, Math.PI * 1.05, Math.PI * 1.85);
  context.arc(12, 8.7, 1.9, Math.PI * 1.4, Math.PI * 0.5);
  context.closePath();
  context.stroke();
}

const markIcon: IconDrawer = ([word, rain], colours) => ({
  widthPx: WIDTH_PX,
  heightPx: HEIGHT_PX,
  draw(context) {
    const age = ageOf(word);
    drawPlate(context, colours, { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, radiusPx: 2, age });
    context.strokeStyle = plateInk(colours, age);
    context.lineWidth = 1.1;
    drawCloud(context);
    if (rain !== "rain") return;
    context.beginPath();
    for (const x of [7, 9.5, 12]) {
      context.moveTo(x, 12.2);
      context.lineTo(x - 0.8, 14.4);
    }
    context.stroke();
  },
});

/** Weather stations: a cloud, with drops while it rains, and the temperature, °C. */
export const weatherLayer: DeviceLayer = {
  id: "weather",
  kind: "weather",
  describe: describeWeather,
  room: { widthPx: WIDTH_PX, heightPx: HEIGHT_PX },
  // Beside the cloud.
  textOffset: { x: 7, y: 0 },
  icons: { "weather-mark": markIcon },
};
