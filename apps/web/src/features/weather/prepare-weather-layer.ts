import { type DescribeDevice, numberIn } from "../../map/markers/device-markers.ts";

/** Rain from which a station shows drops, mm/h. */
const RAIN_MM_H = 0.1;
const MINUS = "−";

function degrees(temperatureC: number): string {
  const rounded = Math.round(temperatureC);
  return `${rounded < 0 ? MINUS : ""}${Math.abs(rounded)}°`;
}

/** Marker of a weather station: temperature in °C, and whether it rains there. */
export const describeWeather: DescribeDevice = (_device, values, age) => {
  const temperatureC = numberIn(values, "temperatureC");
  const isKnown = temperatureC !== null && age !== "offline";
  const isRaining = age !== "offline" && (numberIn(values, "precipitationMmH") ?? 0) >= RAIN_MM_H;
  return {
    icon: `weather-mark/${age}/${isRaining ? "rain" : "dry"}`,
    text: isKnown ? degrees(temperatureC) : "–",
  };
};
