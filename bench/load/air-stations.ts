import type { DeviceToWrite } from "../../packages/db/src/city/write-devices.ts";
import { CITY_BOUNDS } from "./bench-city.ts";

/**
 * Rounds after which the numbers begin again. All of them are concentrations of fine dust, µg/m³, at which the air is
 * good or moderate (below 35.4), and so is their mean over any hour.
 */
export const ROUNDS = 30;
/** Added to each number where the air is to be bad everywhere, µg/m³: very unhealthy whatever the round. */
export const FLOOD_UG_M3 = 200;
const COLUMNS_TO_ROWS = 3;

/** Name of the n-th air station. */
export function stationId(n: number): string {
  return `bench-air-${n}`;
}

/** The number that the n-th message of stations that send in turn carries, before anything is added to it. */
export function numberOf(n: number, stations: number): number {
  return Math.floor(n / stations) % ROUNDS;
}

/** Air stations spread evenly over the city of the benchmarks. */
export function airStations(count: number, expectedIntervalS: number): DeviceToWrite[] {
  const [west, south, east, north] = CITY_BOUNDS;
  const columns = Math.ceil(Math.sqrt(count * COLUMNS_TO_ROWS));
  const rows = Math.ceil(count / columns);
  // Neighbours in the list stand far apart, so that every part of the city hears something in every second.
  const step = 7_919;
  return Array.from({ length: count }, (_, n) => {
    const place = (n * step) % count;
    const lon = west + (((place % columns) + 0.5) / columns) * (east - west);
    const lat = south + ((Math.floor(place / columns) + 0.5) / rows) * (north - south);
    return { id: stationId(n), kind: "air", name: `Station ${n}`, lon, lat, expectedIntervalS };
  });
}
