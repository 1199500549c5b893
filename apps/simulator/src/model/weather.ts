import type { LocalTime } from "./local-time.ts";
import { smoothNoise, unitOf } from "./noise.ts";

/** Weather as one station measures it; the fields of a weather reading. */
export interface WeatherValues {
  temperatureC: number;
  relativeHumidity: number;
  precipitationMmH: number;
  windMs: number;
  windDeg: number;
  visibilityM: number;
  pressureHpa: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EDDY_MS = 50_000;

/**
 * Made-up but coherent weather of a coastal city at 54 to 55° N: a pure function of the time and the station.
 *
 * Assumptions, none of them measured anywhere:
 * - Temperature: yearly mean 9 °C, amplitude 8.5 K with the minimum at the end of January; a daily wave with its
 *   maximum at 15 h, 1.5 K (winter) to 4.5 K (summer) and half of it under cloud; fronts of ±4 K over four days.
 * - Pressure: 1014 hPa ± 16 over three and a half days. Cloud follows low pressure; rain falls where cloud and a
 *   three-hour shower noise are both high, up to 9 mm/h.
 * - Wind: 3.5 m/s plus what the fall or rise of pressure brings, stronger in the afternoon, from south-west on average;
 *   a minute's mean is up to 12 % and 6° off that of the hour, by turbulence.
 * - Humidity falls with the distance of temperature above its daily minimum and rises with rain; visibility 35 km, less
 *   in rain and in fog (over 97 % humidity with little wind).
 */
export function weatherAt(stationId: string, atMs: number, local: LocalTime): WeatherValues {
  const pressureNoise = smoothNoise("pressure", atMs, 3.5 * DAY_MS);
  const pressureTrend = pressureNoise - smoothNoise("pressure", atMs - 6 * HOUR_MS, 3.5 * DAY_MS);
  const cloud = clamp(0.5 - 0.45 * pressureNoise + 0.3 * smoothNoise("cloud", atMs, 8 * HOUR_MS), 0, 1);
  const precipitationMmH = rainAt(stationId, atMs, cloud);
  const { temperatureC, aboveMinimumK } = temperatureAt(stationId, atMs, local, cloud);
  const windMs = clamp(
    3.5 +
      14 * Math.abs(pressureTrend) +
      dayWave(local.hour) +
      1.2 * smoothNoise(`wind ${stationId}`, atMs, HOUR_MS),
    0,
    32,
  );
  const relativeHumidity = clamp(
    0.9 -
      0.05 * aboveMinimumK +
      (precipitationMmH > 0 ? 0.1 : 0) +
      0.05 * smoothNoise("humidity", atMs, 6 * HOUR_MS),
    0.25,
    1,
  );
  const gust = smoothNoise(`gust ${stationId}`, atMs, HOUR_MS / 2);
  const eddy = smoothNoise(`eddy ${stationId}`, atMs, EDDY_MS);
  const isFog = relativeHumidity > 0.97 && windMs < 3.5 && precipitationMmH === 0;
  return {
    temperatureC: round(temperatureC, 1),
    relativeHumidity: round(relativeHumidity, 2),
    precipitationMmH: round(precipitationMmH, 1),
    windMs: round(windMs * (1 + 0.12 * eddy), 1),
    windDeg: Math.round(225 + 80 * smoothNoise("direction", atMs, DAY_MS) + 15 * gust + 6 * eddy + 360) % 360,
    visibilityM: Math.round((isFog ? 600 : 35_000 / (1 + 1.2 * precipitationMmH)) / 100) * 100,
    pressureHpa: round(1014 + 16 * pressureNoise, 1),
  };
}

function temperatureAt(
  stationId: string,
  atMs: number,
  local: LocalTime,
  cloud: number,
): { temperatureC: number; aboveMinimumK: number } {
  const season = -Math.cos(((local.dayOfYear - 28) / 365.25) * 2 * Math.PI);
  const amplitudeK = (3 + 1.5 * season) * (1 - 0.5 * cloud);
  const wave = Math.cos(((local.hour - 15) / 24) * 2 * Math.PI);
  const stationK = (unitOf(`temperature ${stationId}`) - 0.5) * 1.4;
  const temperatureC =
    9 +
    8.5 * season +
    4 * smoothNoise("front", atMs, 4 * DAY_MS) +
    amplitudeK * wave +
    stationK +
    0.2 * smoothNoise(`air ${stationId}`, atMs, HOUR_MS / 3);
  return { temperatureC, aboveMinimumK: amplitudeK * (wave + 1) };
}

function rainAt(stationId: string, atMs: number, cloud: number): number {
  const shower =
    smoothNoise("shower", atMs, 3 * HOUR_MS) + 0.25 * smoothNoise(`shower ${stationId}`, atMs, HOUR_MS / 2);
  const strength = cloud * (shower + 0.4) - 0.55;
  return strength <= 0 ? 0 : Math.min(9, 9 * strength);
}

/** More wind in the afternoon, m/s. */
function dayWave(hour: number): number {
  return 0.8 * Math.cos(((hour - 15) / 24) * 2 * Math.PI);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
