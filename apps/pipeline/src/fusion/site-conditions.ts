import type { Device } from "@arterial/domain/device-kind";
import type { AbnormalCondition } from "./abnormal-condition.ts";
import type { StationAir } from "./air-now.ts";
import { type DeviceReading, numberIn } from "./city-readings.ts";

/** Share of places taken from which a car park counts as full, and below which it no longer does. */
const FULL_SHARE = 0.95;
const NO_LONGER_FULL_SHARE = 0.92;

/** Index above which air is no longer good or moderate; the severities begin at these. */
const AIR_SEVERITIES = [
  { above: 200, severity: 1 },
  { above: 150, severity: 2 },
  { above: 100, severity: 3 },
] as const;

/** Heavy rain (American Meteorological Society glossary: more than 7.6 mm/h). */
const HEAVY_RAIN_MM_H = 7.6;
/** Gale (Beaufort 8, WMO). */
const STRONG_WIND_MS = 17.2;
/** Fog (WMO: visibility below 1 km). */
const LOW_VISIBILITY_M = 1_000;

function condition(
  device: Device,
  fields: Pick<AbnormalCondition, "kind" | "severity" | "code" | "params">,
): AbnormalCondition {
  const { params, ...rest } = fields;
  return {
    id: `${fields.code}:${device.id}`,
    subject: { type: "device", id: device.id },
    point: [device.lon, device.lat],
    segmentIds: [],
    params: { place: device.name || device.id, ...params },
    ...rest,
  };
}

/** Stations whose index is above "moderate". */
export function unhealthyAir(
  readings: readonly DeviceReading[],
  air: ReadonlyMap<string, StationAir>,
): AbnormalCondition[] {
  return readings.flatMap(({ device }) => {
    const value = air.get(device.id);
    const level = AIR_SEVERITIES.find(({ above }) => (value?.index ?? 0) > above);
    if (!value || !level) return [];
    const { index: aqi, category, pollutant, concentration } = value;
    const params = { aqi, category, pollutant, concentration: Math.round(concentration * 10) / 10 };
    return [condition(device, { kind: "air", severity: level.severity, code: "air.unhealthy", params })];
  });
}

/** Car parks that are full, until they are clearly not. */
export function createFullCarParks(): { find(readings: readonly DeviceReading[]): AbnormalCondition[] } {
  let full = new Set<string>();
  return {
    find(readings) {
      const found = readings.flatMap(({ device, reading }) => {
        const occupied = numberIn(reading, "occupied");
        const capacity = numberIn(reading, "capacity") ?? device.capacity ?? 0;
        if (occupied === null || capacity === 0) return [];
        const share = occupied / capacity;
        if (share < (full.has(device.id) ? NO_LONGER_FULL_SHARE : FULL_SHARE)) return [];
        const params = { occupied, capacity, percent: Math.round(share * 100) };
        return [condition(device, { kind: "parking", severity: 4, code: "parking.full", params })];
      });
      full = new Set(found.map((item) => item.subject.id));
      return found;
    },
  };
}

/** Weather that slows traffic down. */
export function severeWeather(readings: readonly DeviceReading[]): AbnormalCondition[] {
  return readings.flatMap(({ device, reading }) => {
    const rain = numberIn(reading, "precipitationMmH") ?? 0;
    const wind = numberIn(reading, "windMs") ?? 0;
    const visibility = numberIn(reading, "visibilityM") ?? Number.POSITIVE_INFINITY;
    const base = { kind: "weather", severity: 3 } as const;
    const found: AbnormalCondition[] = [];
    if (rain > HEAVY_RAIN_MM_H) {
      const params = { precipitationMmH: rain };
      found.push(condition(device, { ...base, code: "weather.heavy_rain", params }));
    }
    if (wind >= STRONG_WIND_MS) {
      found.push(condition(device, { ...base, code: "weather.strong_wind", params: { windMs: wind } }));
    }
    if (visibility < LOW_VISIBILITY_M) {
      const params = { visibilityM: visibility };
      found.push(condition(device, { ...base, code: "weather.low_visibility", params }));
    }
    return found;
  });
}
