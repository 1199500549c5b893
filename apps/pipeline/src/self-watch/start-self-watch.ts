import { statfs } from "node:fs/promises";
import type { LiveDevice } from "@arterial/domain/live/frame";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Health } from "@arterial/runtime/health";
import type { Started } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "../pipeline-context.ts";
import { judgeDisk } from "./disk-check.ts";
import { createFeedWatch } from "./feed-watch.ts";
import { createLagWatch } from "./lag-watch.ts";

const LAG_EVERY_MS = 5_000;

/** Watches whether sensors are heard, as a whole and by zone, from the newest readings as stored on. */
export function startFeedWatch(
  { log, devices, clock, metrics }: Pick<PipelineContext, "log" | "devices" | "clock" | "metrics">,
  { health, latest }: { health: Health; latest: readonly LiveDevice[] },
): Started<void> {
  const watch = createFeedWatch({
    deviceOf: (id) => devices.device(id),
    devices: () => devices.devices(),
    startedAt: clock.now(),
    latest,
  });
  const subscription = log.subscribe({
    topics: Object.values(OBSERVATION_TOPICS),
    group: "feed-watch",
    isDurable: false,
    onBatch: async (records) => {
      for (const { value } of records) watch.take(value);
    },
  });
  const ages = metrics.gauge({
    name: "arterial_zone_newest_sample_age_seconds",
    help: "Age of the newest sample of each zone, by its own time; devices in no zone, such as feeds, under none",
    labels: ["zone"],
    collect: () => watch.agesByZone(clock.now()),
  });
  const unregister = health.register("feed", () => watch.check(clock.now()));
  return {
    value: undefined,
    stop: async () => {
      // Another process may have the lead from now on: nothing that is heard there is heard here.
      unregister();
      ages.unregister();
      await subscription.stop();
    },
  };
}

/** Watches whether what waits for its commit piles up. */
export function startLagWatch(
  { clock, health }: Pick<PipelineContext, "clock"> & { health: Health },
  lag: () => number,
): Started<void> {
  const watch = createLagWatch();
  const unregister = health.register("lag", watch.check);
  const stopNoting = clock.every(LAG_EVERY_MS, () => watch.note(lag()));
  return {
    value: undefined,
    stop: () => {
      unregister();
      return stopNoting();
    },
  };
}

/** Watches the file system of a folder; where the database is elsewhere, that of the lake and the logs. */
export function watchDisk(folder: string, health: Health): void {
  health.register("disk", async () => {
    const { bavail, blocks, bsize } = await statfs(folder);
    return judgeDisk({ freeBytes: bavail * bsize, totalBytes: blocks * bsize });
  });
}
