import type { Pool } from "@arterial/db/pool";
import { readAirHourlyMeans } from "@arterial/db/timeseries/air/read-hourly-means";
import {
  type FigureQuarter,
  readParkingFigureHistory,
  readTrafficFigureHistory,
} from "@arterial/db/timeseries/figure/compute-figure-history";
import { replaceFigureProfile } from "@arterial/db/timeseries/figure/figure-profile";
import { computeDeviceProfiles } from "@arterial/db/timeseries/profile/compute-device-profiles";
import { computeFreeFlow } from "@arterial/db/timeseries/traffic/free-flow";
import { computeSegmentProfiles } from "@arterial/db/timeseries/traffic/profile";
import type { CityNetwork } from "@arterial/domain/city/network";
import type { Device } from "@arterial/domain/device-kind";
import { spreadOf } from "@arterial/domain/statistics/quantile";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import { stationAir } from "../fusion/air-now.ts";

/** Profiles look back over four weeks, so that each hour of the week was seen four times. */
export const PROFILE_DAYS = 28;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOWCAST_MS = 13 * HOUR_MS;
const BATCH = 40;
const MIN_SAMPLES = 3;

export interface ProfileOptions {
  pool: Pool;
  city: CityNetwork;
  devices: readonly Device[];
  nowMs: number;
}

/**
 * Computes free flow and all profiles of segments, devices and city figures anew, from what is stored, some of them in
 * each step: in a large city that takes hours.
 */
export async function* computeProfiles(options: ProfileOptions): AsyncGenerator<void> {
  const { pool, city, nowMs } = options;
  const since = { timeZone: city.timeZone, sinceMs: nowMs - PROFILE_DAYS * DAY_MS };
  const segments = new Map(city.segments.map((segment) => [segment.id, segment.speedLimitKmh]));
  await computeFreeFlow(pool, { segments, ...since });
  yield;
  for (const segmentIds of batches([...segments.keys()])) {
    await computeSegmentProfiles(pool, { segmentIds, ...since });
    yield;
  }
  yield* computeAllDeviceProfiles(options);
  await computeFigureProfiles(options);
}

/** Profiles of devices alone, some in each step: what comes in besides traffic may have a history of its own. */
export async function* computeAllDeviceProfiles({
  pool,
  city,
  devices,
  nowMs,
}: ProfileOptions): AsyncGenerator<void> {
  const since = { timeZone: city.timeZone, sinceMs: nowMs - PROFILE_DAYS * DAY_MS };
  for (const kind of ["traffic", "air", "parking", "weather", "camera"] as const) {
    const ids = devices.filter((device) => device.kind === kind).map((device) => device.id);
    for (const deviceIds of batches(ids)) {
      await computeDeviceProfiles(pool, { kind, deviceIds, ...since });
      yield;
    }
  }
}

/** Profiles of the city figures by hour of the week. */
export async function computeFigureProfiles({ pool, city, nowMs }: ProfileOptions): Promise<void> {
  const sinceMs = nowMs - PROFILE_DAYS * DAY_MS;
  const history = [
    ...(await readTrafficFigureHistory(pool, { fromMs: sinceMs, toMs: nowMs })),
    ...(await readParkingFigureHistory(pool, sinceMs)),
    ...(await readAirFigureHistory(pool, { sinceMs, nowMs })),
  ];
  const hourOfWeek = createHourOfWeek(city.timeZone);
  const groups = Map.groupBy(history, ({ figure, t }) => `${figure} ${hourOfWeek(t)}`);
  const entries = [...groups].flatMap(([key, values]) => {
    const [figure = "", hour = ""] = key.split(" ");
    const spread = values.length < MIN_SAMPLES ? null : spreadOf(values.map(({ value }) => value));
    if (!spread) return [];
    const { p15, p50, p85 } = spread;
    return [{ figure, hourOfWeek: Number(hour), p15, p50, p85 }];
  });
  if (entries.length > 0) await replaceFigureProfile(pool, entries);
}

/** The worst station's index at the end of each past hour. */
async function readAirFigureHistory(
  pool: Pool,
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): Promise<FigureQuarter[]> {
  const hours = await readAirHourlyMeans(pool, sinceMs);
  const first = Math.ceil(sinceMs / HOUR_MS) * HOUR_MS;
  const result: FigureQuarter[] = [];
  for (let t = first + HOUR_MS; t <= nowMs; t += HOUR_MS) {
    const recent = hours.filter(({ startAt }) => startAt >= t - NOWCAST_MS && startAt < t);
    const worst = Math.max(...[...stationAir(recent, t).values()].map(({ index }) => index));
    if (Number.isFinite(worst)) result.push({ figure: "air", t: t - HOUR_MS, value: worst });
  }
  return result;
}

function batches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, i) =>
    ids.slice(i * BATCH, (i + 1) * BATCH),
  );
}
