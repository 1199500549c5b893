import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";
import { importDevices } from "./register-devices.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  const at = (id: string, lon: number, lat: number) =>
    createDeviceFixture({ id, kind: "air", lon, lat, expectedIntervalS: 60 });
  const camera = (id: string, lon: number, lat: number) =>
    createDeviceFixture({ id, kind: "camera", lon, lat });
  await importDevices(api.system, [
    at("heard", 11, 54.6),
    at("late", 11.001, 54.6),
    at("silent", 11.002, 54.6),
    at("elsewhere", 12, 54.6),
    createDeviceFixture({ id: "fleet", kind: "vehicle", lon: 11, lat: 54.6 }),
    camera("north", 10, 60.009),
    camera("east", 10.015, 60),
  ]);
  const reading = (deviceId: string, ageMs: number) => ({
    kind: "air" as const,
    deviceId,
    receivedAt: api.clock.nowMs,
    reading: { ts: api.clock.nowMs - ageMs, pm25: 8 },
  });
  await writeAirObservations(pool, [reading("heard", 1_000), reading("late", 200_000)]);
});
afterAll(() => api.close());

const caller = () => api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" }).device;
const idsOf = (devices: readonly { id: string }[]) => devices.map(({ id }) => id);
const BOUNDS: [number, number, number, number] = [10.9, 54.5, 11.1, 54.7];

it("a part of the map has the devices that stand there, with what they said last, and no feeds of vehicles", async () => {
  const { items, total } = await caller().inBounds({ bounds: BOUNDS });
  expect(total).toBe(3);
  expect(items).toMatchObject([
    { id: "heard", health: "fresh", latest: { values: { pm25: 8 } } },
    { id: "late", health: "late" },
    { id: "silent", health: "offline", latest: null },
  ]);
});

it("where more stand there than are asked for, those that are silent for longest come, and all are counted", async () => {
  const { items, total } = await caller().inBounds({ bounds: BOUNDS, kinds: ["air"], limit: 2 });
  expect({ ids: idsOf(items), total }).toEqual({ ids: ["late", "silent"], total: 3 });
  expect(await caller().inBounds({ bounds: BOUNDS, kinds: ["camera"] })).toEqual({ items: [], total: 0 });
});

it("the list comes in pages by id", async () => {
  const first = await caller().list({ limit: 2 });
  const second = await caller().list({ limit: 2, afterId: "elsewhere" });
  expect([idsOf(first), idsOf(second)]).toEqual([
    ["east", "elsewhere"],
    ["fleet", "heard"],
  ]);
});

it("the nearest camera is nearest on the ground, not in degrees", async () => {
  expect(await caller().nearestCamera({ point: [10, 60] })).toEqual({ id: "east", lon: 10.015, lat: 60 });
  await api.services.pool.query("update device set is_active = false where kind = 'camera'");
  expect(await caller().nearestCamera({ point: [10, 60] })).toBeNull();
});
