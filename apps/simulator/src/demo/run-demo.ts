import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { createDemand } from "../model/demand.ts";
import { createLocalTime } from "../model/local-time.ts";
import type { Publisher } from "../publish/publisher.ts";
import { createDemandThinning } from "./demand-thinning.ts";
import type { DemoCity } from "./demo-city-files.ts";
import { createDemoDevices } from "./demo-devices.ts";
import { backfillHistory } from "./history-backfill.ts";
import { secondTicks } from "./second-ticks.ts";
import { createFaultFilter } from "./sensor-faults.ts";
import { createStationReading, isModelled } from "./station-readings.ts";

export interface DemoOptions {
  city: DemoCity;
  publisher: Publisher;
  clock: Clock;
  logger: Logger;
  /** Where to remember that the 28 days of modelled devices were sent; absent when they are not wanted. */
  historyMarkerFile?: string;
}

/**
 * Plays the recorded hour against the wall clock, over and over, from its second 0 at each start: the incident of its
 * second 180 begins three minutes after every start.
 */
export function startDemo(options: DemoOptions): Started<void> {
  const { city, clock, logger } = options;
  const abort = new AbortController();
  const demand = createDemand(city.demandProfile);
  const readingOf = createStationReading({ timeZone: city.timeZone, demand });
  const playing = play(options, demand, readingOf, abort.signal);
  // Nobody awaits the history: an error in it is an unhandled rejection, which ends the process.
  if (options.historyMarkerFile !== undefined) {
    void backfillHistory({
      devices: city.devices.filter(isModelled),
      readingOf,
      publisher: options.publisher,
      clock,
      logger,
      signal: abort.signal,
      markerFile: options.historyMarkerFile,
    });
  }
  return {
    value: undefined,
    stop: async () => {
      abort.abort();
      await playing;
    },
  };
}

async function play(
  { city, clock, logger, publisher }: DemoOptions,
  demand: ReturnType<typeof createDemand>,
  readingOf: ReturnType<typeof createStationReading>,
  signal: AbortSignal,
): Promise<void> {
  const localTimeAt = createLocalTime(city.timeZone);
  const thin = createDemandThinning();
  const faultFilter = createFaultFilter(city.faults);
  const devices = createDemoDevices({ devices: city.devices, readingOf, faultFilter, publisher });
  let startedAt: number | undefined;
  for await (const atMs of secondTicks(clock, signal)) {
    // A clock that was set back starts the recording anew.
    if (startedAt === undefined || atMs < startedAt) startedAt = atMs;
    const second = (atMs - startedAt) / 1000;
    const pass = Math.floor(second / city.durationS);
    const vehicles = thin(
      city.vehiclesAt(pass, second % city.durationS),
      demand(localTimeAt(atMs).hourOfWeek),
    );
    if (second === 0)
      logger.info({ vehicles: vehicles.length, devices: city.devices.length }, "playback started");
    devices.step(vehicles, atMs);
  }
}
