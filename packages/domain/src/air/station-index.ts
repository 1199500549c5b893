import { AQI_MEASURES, type AqiMeasure, type AqiValue, worstAqi } from "./aqi.ts";
import {
  EUROPEAN_POLLUTANTS,
  type EuropeanLevel,
  type EuropeanPollutant,
  worstEuropeanLevel,
} from "./european-index.ts";
import { mixingRatio } from "./gas-units.ts";
import { NOWCAST_HOURS, nowcast } from "./nowcast.ts";

export const POLLUTANTS = ["pm25", "pm10", "no2", "o3", "so2", "co"] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

/** Mean concentrations of one clock hour, µg/m³ and for carbon monoxide mg/m³; null where nothing was measured. */
export type HourlyMeans = Readonly<Record<Pollutant, number | null>>;

/** Air quality at one station by the standards in use. */
export interface StationIndex {
  /** US EPA AQI, 2024; null while no measure of it has enough hours. */
  us: (AqiValue & { measure: AqiMeasure }) | null;
  /** Measures that have too few hours; ozone over one hour is none of them, since the AQI has it for high values only. */
  usMissing: AqiMeasure[];
  /** NowCasts that stand for the 24-hour means, µg/m³, not cut. */
  nowcasts: { pm25: number | null; pm10: number | null };
  /** Revised European index of the newest complete hour. */
  european: { level: EuropeanLevel; pollutant: EuropeanPollutant } | null;
  europeanMissing: EuropeanPollutant[];
}

const MEAN_HOURS = 8;
/** A mean over eight hours needs three quarters of them, as for the standards of ozone and carbon monoxide (40 CFR 50). */
const MEAN_MIN_HOURS = 6;
const PPB_PER_PPM = 1000;

/**
 * Indices of a station from its last complete clock hours, `hours[0]` the newest and null where there is none. Particles
 * by the NowCast; ozone and carbon monoxide by the mean of eight hours, since the NowCast of ozone needs a regression
 * over the station's past; nitrogen and sulphur dioxide by the newest hour.
 */
export function stationIndex(hours: readonly (HourlyMeans | null)[]): StationIndex {
  const series = (pollutant: Pollutant) =>
    hours.slice(0, NOWCAST_HOURS).map((hour) => hour?.[pollutant] ?? null);
  const newest = (pollutant: Pollutant) => hours[0]?.[pollutant] ?? null;
  const nowcasts = { pm25: nowcast(series("pm25")), pm10: nowcast(series("pm10")) };
  const values: Record<Exclude<AqiMeasure, "o3_1h">, number | null> = {
    pm25_24h: nowcasts.pm25,
    pm10_24h: nowcasts.pm10,
    o3_8h: toPpm(ratioOf("o3", meanOf(series("o3")))),
    co_8h: ratioOf("co", meanOf(series("co"))),
    so2_1h: ratioOf("so2", newest("so2")),
    no2_1h: ratioOf("no2", newest("no2")),
  };
  const o3Hour = toPpm(ratioOf("o3", newest("o3")));
  const known = Object.entries({ ...values, o3_1h: o3Hour }).filter(([, value]) => value !== null);
  return {
    us: worstAqi(Object.fromEntries(known)),
    usMissing: AQI_MEASURES.filter((measure) => measure !== "o3_1h" && values[measure] === null),
    nowcasts,
    european: worstEuropeanLevel(hours[0] ?? {}),
    europeanMissing: EUROPEAN_POLLUTANTS.filter((pollutant) => newest(pollutant) === null),
  };
}

function meanOf(series: readonly (number | null)[]): number | null {
  const known = series.slice(0, MEAN_HOURS).filter((value) => value !== null);
  return known.length < MEAN_MIN_HOURS ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function ratioOf(gas: Parameters<typeof mixingRatio>[0], concentration: number | null): number | null {
  return concentration === null ? null : mixingRatio(gas, concentration);
}

function toPpm(ppb: number | null): number | null {
  return ppb === null ? null : ppb / PPB_PER_PPM;
}
