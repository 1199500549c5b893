import type { AirHour } from "@arterial/db/timeseries/air/read-hourly-means";
import { NOWCAST_HOURS } from "@arterial/domain/air/nowcast";
import type { Started } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "../pipeline-context.ts";
import { type StationAir, stationAir } from "./air-now.ts";

const AIR_EVERY_MS = 60_000;
const HOUR_MS = 3_600_000;
/** The means are of every reading of these hours: where reading them takes long, it is done less often. */
const SHARE_OF_TIME = 0.05;

export interface AirDeps extends Pick<PipelineContext, "clock" | "logger"> {
  /** Reads hourly means from a time on, epoch ms. */
  readMeans: (fromMs: number) => Promise<AirHour[]>;
}

/**
 * Follows the air quality at each station, by its id. The index changes by the hour; hourly means are read once a minute,
 * or as seldom as takes a twentieth of the time.
 */
export async function startAir({
  clock,
  logger,
  readMeans,
}: AirDeps): Promise<Started<() => ReadonlyMap<string, StationAir>>> {
  let stations: ReadonlyMap<string, StationAir> = new Map();
  let nextAt = 0;
  async function refresh(): Promise<void> {
    const begunAt = clock.now();
    if (begunAt < nextAt) return;
    const fromMs = Math.floor(begunAt / HOUR_MS) * HOUR_MS - NOWCAST_HOURS * HOUR_MS;
    try {
      stations = stationAir(await readMeans(fromMs), begunAt);
    } finally {
      nextAt = begunAt + (clock.now() - begunAt) / SHARE_OF_TIME;
    }
  }
  await refresh();
  const stop = clock.every(AIR_EVERY_MS, () =>
    refresh().catch((error: unknown) => logger.warn({ err: error }, "air means not read")),
  );
  return { value: () => stations, stop };
}
