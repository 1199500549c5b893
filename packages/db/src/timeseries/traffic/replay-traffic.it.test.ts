import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readNewestTrafficTime, replayTraffic } from "./replay-traffic.ts";
import { writeTrafficObservations } from "./write-observations.ts";
import { writeVehicleObservations } from "./write-vehicle-observations.ts";

const NOW = Date.parse("2026-07-01T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function position(ts: number, receivedAt: number) {
  const reading = { ts, id: "v", lon: 11, lat: 54, speedKmh: 30 };
  return { kind: "vehicle", deviceId: "fleet", receivedAt, reading } as const;
}

function count(ts: number, receivedAt: number) {
  return { kind: "traffic", deviceId: "loop", receivedAt, reading: { ts, count: 1, periodS: 10 } } as const;
}

it("knows no newest time while nothing is stored", async () => {
  expect(
    await readNewestTrafficTime(database.pool, { vehicleFeedIds: ["fleet"], nowMs: NOW }),
  ).toBeUndefined();
});

it("gives positions and loop readings back in the order in which they were received", async () => {
  const vehicles = [
    position(NOW, NOW + 1),
    position(NOW - 50_000, NOW + 4),
    position(NOW - 3_600_000, NOW + 5),
  ];
  const loops = [count(NOW - 20_000, NOW + 3), count(NOW + 10_000, NOW + 2)];
  await writeVehicleObservations(database.pool, vehicles);
  await writeTrafficObservations(database.pool, loops);
  const found = [];
  for await (const { kind, receivedAt } of replayTraffic(database.pool, {
    fromMs: NOW - 60_000,
    toMs: NOW + 60_000,
  })) {
    found.push([kind, receivedAt - NOW]);
  }
  expect(found).toEqual([
    ["vehicle", 1],
    ["traffic", 2],
    ["traffic", 3],
    ["vehicle", 4],
  ]);
  const query = { vehicleFeedIds: ["fleet"], nowMs: NOW + 60_000 };
  expect(await readNewestTrafficTime(database.pool, query)).toBe(NOW + 10_000);
  expect(await readNewestTrafficTime(database.pool, { ...query, nowMs: NOW + 2_000 })).toBe(NOW + 2_000);
});
