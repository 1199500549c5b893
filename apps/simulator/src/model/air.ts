import type { LocalTime } from "./local-time.ts";
import { smoothNoise, unitOf } from "./noise.ts";
import type { WeatherValues } from "./weather.ts";

/** Concentrations as one air station measures them, µg/m³, carbon monoxide in mg/m³; the fields of an air reading. */
export interface AirValues {
  pm25: number;
  pm10: number;
  no2: number;
  o3: number;
  so2: number;
  co: number;
}

export interface AirInput {
  stationId: string;
  atMs: number;
  local: LocalTime;
  /** Traffic as a share of the recorded peak hour, 0 upwards. */
  trafficIndex: number;
  weather: WeatherValues;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Made-up but coherent air quality: a pure function of time, traffic, weather and the station.
 *
 * Assumptions, none of them measured anywhere:
 * - Each station has a share of road exposure (0.25 background to 1 kerbside) and of harbour exposure, from its id.
 * - What the city emits is diluted by wind (1 at 3.5 m/s, at most 2.2 in still air) and, for particles, washed out by
 *   rain.
 * - NO₂: 8 background + 38 from traffic at the kerb; CO and a part of the particles follow the same sources.
 * - PM2.5: a regional background of 4 to 13 that changes over three days, traffic, and heating on winter evenings.
 *   PM10 adds coarse dust of traffic in dry weather and of wind.
 * - O₃: 45 + 55 with the sun's height (season and hour), less what NO₂ of the street takes away.
 * - SO₂: 2 background and up to 6 from ships at harbour stations.
 */
export function airAt(input: AirInput): AirValues {
  const { stationId, atMs, local, trafficIndex, weather } = input;
  const road = 0.25 + 0.75 * unitOf(`road ${stationId}`);
  const harbour = unitOf(`harbour ${stationId}`) ** 3;
  const dilution = Math.min(2.2, 3.5 / Math.max(1, weather.windMs)) ** 0.6;
  const washed = 1 / (1 + 0.4 * weather.precipitationMmH);
  const isDry = weather.precipitationMmH === 0;
  const traffic = trafficIndex * road * dilution;
  const background = (4 + 9 * (0.5 + 0.5 * smoothNoise("regional", atMs, 3 * DAY_MS)) ** 2) * washed;
  const heating = heatingAt(local, weather.temperatureC) * dilution;
  const no2 = 8 * dilution + 38 * traffic + 2 * heating;
  const pm25 = background + (5.5 * traffic + 7 * heating) * washed;
  const coarse = (5 + 9 * traffic * (isDry ? 1 : 0.3) + 0.3 * weather.windMs) * washed;
  const sun = sunAt(local);
  return {
    pm25: value(pm25, "pm25", stationId, atMs),
    pm10: value(pm25 + coarse, "pm10", stationId, atMs),
    no2: value(no2, "no2", stationId, atMs),
    o3: value(Math.max(6, 45 + 55 * sun - 0.7 * no2), "o3", stationId, atMs),
    so2: value(
      2 + 6 * harbour * dilution * (0.5 + 0.5 * smoothNoise("ships", atMs, 5 * HOUR_MS)),
      "so2",
      stationId,
      atMs,
    ),
    co: Number((0.18 + 0.35 * traffic + 0.12 * heating).toFixed(2)),
  };
}

/** Demand for heat: none above 15 °C, most in the evening. */
function heatingAt(local: LocalTime, temperatureC: number): number {
  const cold = Math.max(0, Math.min(1, (15 - temperatureC) / 15));
  const evening =
    Math.exp(-(((local.hour - 20) / 3.5) ** 2)) + 0.4 * Math.exp(-(((local.hour - 7) / 2) ** 2));
  return cold * evening;
}

/** Rough height of the sun, 0 at night to 1 at noon of midsummer. */
function sunAt(local: LocalTime): number {
  const season = -Math.cos(((local.dayOfYear + 10) / 365.25) * 2 * Math.PI);
  const noon = Math.cos(((local.hour - 13) / 24) * 2 * Math.PI);
  return Math.max(0, 0.55 * noon + 0.35 * season + 0.1);
}

/** Adds what an instrument scatters (±6 %) and rounds to tenths. */
function value(concentration: number, name: string, stationId: string, atMs: number): number {
  const scatter = 1 + 0.06 * smoothNoise(`${name} ${stationId}`, atMs, HOUR_MS / 6);
  return Number(Math.max(0, concentration * scatter).toFixed(1));
}
