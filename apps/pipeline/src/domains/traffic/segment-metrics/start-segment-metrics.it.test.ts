import { createTestDatabase } from "@arterial/db/testing/test-database";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import type { Device } from "@arterial/domain/device-kind";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { expect, it, onTestFinished } from "vitest";
import { startCityWatch } from "../../../city/city-watch.ts";
import { startDeviceRegistry } from "../../../devices/device-registry.ts";
import { readPipelineEnv } from "../../../env.ts";
import { ROAD_CITY } from "../../../testing/road-traffic.ts";
import type { PipelineTopics } from "../../../topics.ts";
import { startSegmentMetrics } from "./start-segment-metrics.ts";

const START = Date.parse("2026-07-01T12:00:00Z");
const MINUTE = 60_000;

const LOOPS: readonly Device[] = [0, 1].map((lane) => ({
  id: `loop-a-${lane}`,
  kind: "traffic",
  name: "",
  lon: 11,
  lat: 54.601,
  segmentId: "a",
  lane,
  expectedIntervalS: 60,
}));

/** Segment metrics of two loops on segment `a`, from noon on. */
async function startLoops() {
  const database = await createTestDatabase();
  const clock = createManualClock(START);
  const logger = createLogger({ name: "segment-metrics", level: "silent" });
  const log = createMemoryLog<PipelineTopics>({ onFailure: () => {} });
  const city = { network: ROAD_CITY, importedAt: 1 };
  const watch = await startCityWatch({
    loadNetwork: async () => city.network,
    loadImportedAt: async () => city.importedAt,
    clock,
    logger,
  });
  const registry = await startDeviceRegistry({
    load: async () => ({ accounts: [], devices: LOOPS }),
    refreshEveryMs: MINUTE,
    clock,
    logger,
  });
  const started = await startSegmentMetrics({
    env: readPipelineEnv({ PIPELINE_DATABASE_URL: database.url }),
    clock,
    logger,
    log,
    metrics: createMetrics(),
    pool: database.pool,
    city: watch.value,
    devices: registry.value,
    freeFlowOf: (segment) => ({ kmh: segment.speedLimitKmh, source: "posted", samples: 0 }),
    typicalOf: () => undefined,
    trust: { takeTraffic: () => {}, isTrustedAt: () => true },
  });
  onTestFinished(async () => {
    await started.stop();
    await log.close();
    await database.drop();
  });

  async function send(deviceId: string, ts: number): Promise<void> {
    const count = (deviceId === "loop-a-0" ? 10 : 20) + (ts - START) / MINUTE;
    const reading = { ts, count: Math.floor(count), periodS: 60, speedKmh: 40 };
    const value = { kind: "traffic" as const, deviceId, receivedAt: clock.now(), reading };
    await log.append(OBSERVATION_TOPICS.traffic, [{ key: deviceId, value, timestampMs: ts }]);
    await clock.advance(1_000);
  }

  return {
    clock,
    city,
    send,
    /** A reading of each loop at the end of every minute. */
    passMinutes: async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        await clock.advance(MINUTE - 2_000);
        for (const { id } of LOOPS) await send(id, clock.now());
      }
    },
    /** Vehicles of the stored five-minute windows, by the minute in which they begin. */
    fiveMinutes: async () => {
      const stored = await readSegmentMetricsSince(database.pool, { sizeS: 300, sinceMs: START });
      return new Map(stored.map(({ startAt, vehicles }) => [(startAt - START) / MINUTE, vehicles]));
    },
  };
}

it("leaves finished windows as they are when another city is imported, and goes on with whole ones", async () => {
  const { clock, city, send, passMinutes, fiveMinutes } = await startLoops();
  await passMinutes(6);
  const before = await fiveMinutes();
  expect([...before.keys()]).toEqual([0]);
  city.network = { ...ROAD_CITY, segments: ROAD_CITY.segments.filter(({ id }) => id !== "d") };
  city.importedAt = 2;
  await clock.advance(12_000);
  await send("loop-a-1", START + 5 * MINUTE - 20_000);
  await passMinutes(10);
  const after = await fiveMinutes();
  expect(after.get(0)).toBe(before.get(0));
  expect([...after.keys()]).toEqual([0, 10]);
});

it("goes on as before when the same city is imported again", async () => {
  const [imported, undisturbed] = [await startLoops(), await startLoops()];
  for (const { passMinutes } of [imported, undisturbed]) await passMinutes(8);
  imported.city.network = { ...ROAD_CITY, segments: ROAD_CITY.segments.map((segment) => ({ ...segment })) };
  imported.city.importedAt = 2;
  for (const { passMinutes } of [imported, undisturbed]) await passMinutes(8);
  const vehicles = await imported.fiveMinutes();
  expect([...vehicles.keys()]).toEqual([0, 5, 10]);
  expect(vehicles).toEqual(await undisturbed.fiveMinutes());
});
