import { createTestDatabase } from "@arterial/db/testing/test-database";
import type { Observation } from "@arterial/domain/observation";
import { systemClock } from "@arterial/runtime/clock";
import { expect, it, onTestFinished, vi } from "vitest";
import { startObservationSink } from "../sinks/observation-sink.ts";
import { openTestLog } from "../testing/test-log.ts";
import { findNewestTimes } from "./find-newest-times.ts";

const NOW = Math.floor(Date.now() / 1_000) * 1_000;
const WAIT = { timeout: 30_000, interval: 50 };

function air(ts: number): Observation<"air"> {
  return { kind: "air", deviceId: "air-1", receivedAt: NOW, reading: { ts, pm25: 5 } };
}

it("finds the newest reading among those that are stored and those that only the log has", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { env, log, logger, metrics } = await openTestLog();
  const deps = {
    pool: database.pool,
    log,
    clock: systemClock,
    logger,
    metrics,
    giveUpAfterMs: 20_000,
    logPrefix: env.KAFKA_PREFIX,
  };
  const find = () => findNewestTimes({ ...deps, devices: { devices: () => [] } });
  const append = (readings: readonly Observation<"air">[]) =>
    log.append(
      "air-quality",
      readings.map((value) => ({ key: value.deviceId, timestampMs: value.reading.ts, value })),
    );
  const countRows = async () =>
    (await database.pool.query("select from timeseries.air_observation")).rowCount;
  expect(await find()).toEqual(new Map());

  const sink = startObservationSink(deps);
  await append([air(NOW - 60_000)]);
  await vi.waitFor(async () => expect(await countRows()).toBe(1), WAIT);
  await sink.stop();
  expect(await find()).toEqual(new Map([["air", NOW - 60_000]]));

  await append([air(NOW - 30_000), air(NOW - 45_000)]);
  expect(await find()).toEqual(new Map([["air", NOW - 30_000]]));

  // One clock in the future: the reading counts as from when it was received.
  await append([air(NOW + 30_000)]);
  expect(await find()).toEqual(new Map([["air", NOW]]));
  expect(await countRows()).toBe(1);
});
