import { readDevices, readDevicesStamp } from "@arterial/db/city/read-devices";
import type { Pool } from "@arterial/db/pool";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { CityCache } from "../tiles/city-cache.ts";
import { createPlaces, type Places } from "./places.ts";

const REFRESH_MS = 10_000;

/** Reads where segments and devices lie, and again every few seconds; `onPlaces` hears of it when it changed. */
export async function startPlacesWatch(options: {
  pool: Pool;
  cities: CityCache;
  clock: Clock;
  log: Logger;
  onPlaces: (places: Places) => void;
}): Promise<Started<void>> {
  const { pool, cities, clock, log, onPlaces } = options;
  let known = "";

  async function refresh(): Promise<void> {
    const city = await cities.current();
    const stamp = `${city?.importedAt} ${await readDevicesStamp(pool)}`;
    if (stamp === known) return;
    const devices = await readDevices(pool);
    known = stamp;
    onPlaces(createPlaces({ segments: city?.network.segments ?? [], devices }));
  }

  await refresh();
  const stop = clock.every(REFRESH_MS, () =>
    refresh().catch((error: unknown) => log.warn({ err: error }, "places not read")),
  );
  return { value: undefined, stop: async () => stop() };
}
