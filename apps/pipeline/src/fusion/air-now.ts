import type { AirHour } from "@arterial/db/timeseries/air/read-hourly-means";
import { type AqiValue, worstAqi } from "@arterial/domain/air/aqi";
import { NOWCAST_HOURS, nowcast } from "@arterial/domain/air/nowcast";

/** Air quality at one station now. */
export interface StationAir extends AqiValue {
  deviceId: string;
  /** Pollutant that the index comes from. */
  pollutant: "pm25" | "pm10";
  /** Concentration that the index was read at, µg/m³. */
  concentration: number;
  /** NowCast over the last 12 clock hours, or the mean of the newest hour while there is too little for that. */
  basis: "nowcast" | "hour_mean";
}

const HOUR_MS = 3_600_000;

/**
 * Index of particulate matter at each station from its hourly means, by the NowCast over complete clock hours. The
 * other pollutants need 8-hour means or are reported over one hour; they are left out and the figure says so.
 */
export function stationAir(hours: readonly AirHour[], nowMs: number): Map<string, StationAir> {
  const currentHour = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const byStation = Map.groupBy(hours, (hour) => hour.deviceId);
  const result = new Map<string, StationAir>();
  for (const [deviceId, own] of byStation) {
    const byStart = new Map(own.map((hour) => [hour.startAt, hour]));
    const newestFirst = Array.from({ length: NOWCAST_HOURS }, (_, age) =>
      byStart.get(currentHour - (age + 1) * HOUR_MS),
    );
    const cast = {
      pm25: nowcast(newestFirst.map((hour) => hour?.pm25 ?? null)),
      pm10: nowcast(newestFirst.map((hour) => hour?.pm10 ?? null)),
    };
    const newest = byStart.get(currentHour) ?? own.at(-1);
    const isCast = cast.pm25 !== null || cast.pm10 !== null;
    const values = isCast ? cast : { pm25: newest?.pm25 ?? null, pm10: newest?.pm10 ?? null };
    const worst = worstAqi({
      ...(values.pm25 === null ? {} : { pm25_24h: values.pm25 }),
      ...(values.pm10 === null ? {} : { pm10_24h: values.pm10 }),
    });
    if (!worst) continue;
    const pollutant = worst.measure === "pm10_24h" ? "pm10" : "pm25";
    result.set(deviceId, {
      deviceId,
      index: worst.index,
      category: worst.category,
      pollutant,
      concentration: values[pollutant] ?? 0,
      basis: isCast ? "nowcast" : "hour_mean",
    });
  }
  return result;
}
