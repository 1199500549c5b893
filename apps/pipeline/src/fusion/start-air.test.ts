import type { AirHour } from "@arterial/db/timeseries/air/read-hourly-means";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { beforeEach, expect, it } from "vitest";
import { startAir } from "./start-air.ts";

const START = Date.UTC(2026, 5, 1, 12, 30);
const MINUTE_MS = 60_000;
const logger = createLogger({ name: "test", level: "silent" });

let clock: ReturnType<typeof createManualClock>;
let takesMs: number;
let reads: number[];
let pm25: number;
/** Time that went by in reads. */
let spentMs: number;
beforeEach(() => {
  clock = createManualClock(START);
  [takesMs, reads, pm25, spentMs] = [0, [], 40, 0];
});

async function start() {
  const started = { ...clock, now: () => clock.now() + spentMs };
  const readMeans = async (fromMs: number): Promise<AirHour[]> => {
    reads.push(fromMs);
    spentMs += takesMs;
    if (Number.isNaN(pm25)) throw new Error("no database");
    return [{ deviceId: "air-1", startAt: START - 30 * MINUTE_MS, pm25, pm10: null }];
  };
  return startAir({ clock: started, logger, readMeans });
}

it("reads the hours of the NowCast once a minute", async () => {
  const air = await start();
  expect(air.value().get("air-1")).toMatchObject({ concentration: 40, basis: "hour_mean" });
  pm25 = 60;
  await clock.advance(10 * MINUTE_MS);
  expect(reads).toHaveLength(11);
  expect(new Set(reads)).toEqual(new Set([Date.UTC(2026, 5, 1, 0)]));
  expect(air.value().get("air-1")?.concentration).toBe(60);
  await air.stop();
  await clock.advance(10 * MINUTE_MS);
  expect(reads).toHaveLength(11);
});

it("reads as seldom as takes a twentieth of the time", async () => {
  takesMs = 15_000;
  const air = await start();
  await clock.advance(60 * MINUTE_MS);
  expect(spentMs / (60 * MINUTE_MS)).toBeLessThan(0.06);
  expect(reads.length).toBeGreaterThan(10);
  // As seldom when the database gives up after that time.
  [pm25, spentMs] = [Number.NaN, 0];
  await clock.advance(60 * MINUTE_MS);
  expect(spentMs / (60 * MINUTE_MS)).toBeLessThan(0.06);
  await air.stop();
});

it("keeps what it knew while the database is away, and reads again when it is back", async () => {
  const air = await start();
  pm25 = Number.NaN;
  await clock.advance(5 * MINUTE_MS);
  expect(air.value().get("air-1")?.concentration).toBe(40);
  pm25 = 50;
  await clock.advance(MINUTE_MS);
  expect(air.value().get("air-1")?.concentration).toBe(50);
  await air.stop();
});
