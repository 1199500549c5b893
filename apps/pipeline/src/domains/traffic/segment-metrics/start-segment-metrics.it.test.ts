import { createTestDatabase } from "@arterial/db/testing/test-database";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import type { CityNetwork } from "@arterial/domain/city/network";
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
const DAY = 24 * 60 * MINUTE;
/** Segments by the same names, elsewhere. */
const OTHER_CITY = {
  ...ROAD_CITY,
  segments: ROAD_CITY.segments.map((segment) => ({ ...segment, lengthM: segment.lengthM + 1 })),
};

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

type LoopsStart = { network?: CityNetwork; whileRebuilding?: { network: CityNetwork } };

/** Segment metrics of two loops on segment `a`, from noon on; another city may come while they start. */
async function startLoops({ network = ROAD_CITY, whileRebuilding }: LoopsStart = {}) {
  const database = await createTestDatabase();
  const clock = createManualClock(START);
  const logger = createLogger({ name: "segment-metrics", level: "silent" });
  const log = createMemoryLog<PipelineTopics>({ onFailure: () => {} });
  const city = { network, importedAt: 1 };
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
  const holder = await database.pool.connect();
  await holder.query("begin");
  if (whileRebuilding)
    await holder.query("lock table timeseries.traffic_observation in access exclusive mode");
  const starting = startSegmentMetrics({
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
  if (whileRebuilding) {
    Object.assign(city, whileRebuilding, { importedAt: 2 });
    await clock.advance(12_000);
  }
  await holder.query("commit");
  holder.release();
  const started = await starting;
  onTestFinished(async () => {
    await started.stop();
    await log.close();
    await database.drop();
  });

  async function send(deviceId: string, ts: number): Promise<void> {
    const count = (deviceId === "loop-a-0" ? 10 : 20) + Math.abs(ts - START) / MINUTE;
    const reading = { ts, count: Math.floor(count), periodS: 60, speedKmh: 40 };
    const value = { kind: "traffic" as const, deviceId, receivedAt: clock.now(), reading };
    await log.append(OBSERVATION_TOPICS.traffic, [{ key: deviceId, value, timestampMs: ts }]);
    await clock.advance(1_000);
  }

  return {
    clock,
    city,
    send,
    /** A reading of each loop at the end of every minute, which may be one of an earlier day. */
    passMinutes: async (count: number, agoMs = 0) => {
      for (let n = 0; n < count; n += 1) {
        await clock.advance(MINUTE - 2_000);
        for (const { id } of LOOPS) await send(id, clock.now() - agoMs);
      }
    },
    /** Vehicles of the stored five-minute windows, by the minute in which they begin. */
    fiveMinutes: async () => {
      const stored = await readSegmentMetricsSince(database.pool, { sizeS: 300, sinceMs: START - DAY });
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

it("gives out windows of another day when another city is imported and a recording of it begins", async () => {
  const { clock, city, passMinutes, fiveMinutes } = await startLoops();
  await passMinutes(6);
  const before = await fiveMinutes();
  city.network = OTHER_CITY;
  city.importedAt = 2;
  await clock.advance(12_000);
  await passMinutes(15, DAY);
  const after = await fiveMinutes();
  expect(after.get(0)).toBe(before.get(0));
  const minutesOfDay = [...after.keys()].map((minute) => minute + DAY / MINUTE);
  expect(minutesOfDay).toEqual(expect.arrayContaining([10, 15]));
});

it("follows a city that is imported while windows are rebuilt", async () => {
  const network = { ...ROAD_CITY, segments: ROAD_CITY.segments.filter(({ id }) => id === "d") };
  const { passMinutes, fiveMinutes } = await startLoops({ network, whileRebuilding: { network: ROAD_CITY } });
  await passMinutes(7);
  expect((await fiveMinutes()).size).toBe(1);
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
