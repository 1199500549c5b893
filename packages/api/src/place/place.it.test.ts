import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { writeTrafficObservations } from "@arterial/db/timeseries/traffic/write-observations";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDevices } from "../device/register-devices.ts";
import type { Role } from "../roles.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";

const NOW = Date.parse("2026-07-06T10:20:00Z");

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  await replaceCityNetwork(api.services.pool, createCityFixture());
  await importDevices(api.system, [
    createDeviceFixture(),
    createDeviceFixture({ id: "cam-1", kind: "camera", name: "Corner", lon: 11.0101, segmentId: "mint-01" }),
  ]);
});
afterAll(() => api.close());

const callerWith = (role: Role) => api.callerOf({ type: "token", id: "t", name: "t", role });

it("a zone, a corridor and a site tell what they have", async () => {
  const { place } = callerWith("viewer");
  expect(await place.read({ type: "zone", id: "old-town" })).toMatchObject({ title: "Old Town" });
  const corridor = await place.read({ type: "corridor", id: "Harbour Street" });
  expect(corridor).toMatchObject({ title: "Harbour Street", ref: "R1", deviceIds: ["loop-1"] });
  expect(corridor.ways.map((way) => way.map(({ id }) => id))).toEqual([["harbour-01"], ["harbour-02"]]);
  expect(corridor.sites).toEqual([
    { id: "b", title: "Harbour Street and Mint Street", point: [11.01, 54.6] },
  ]);
  const site = await place.read({ type: "site", id: "b" });
  expect(site).toMatchObject({ title: "Harbour Street and Mint Street", deviceIds: ["cam-1"] });
  expect(site.ways[0]?.map(({ id, arm }) => `${arm} ${id}`)).toEqual([
    "in harbour-01",
    "out harbour-02",
    "out mint-01",
  ]);
  expect(await place.devicesAmong({ type: "site", id: "b", ids: ["cam-1", "loop-1", "none"] })).toEqual([
    "cam-1",
  ]);
  expect(await place.devicesAmong({ type: "corridor", id: "Harbour Street", ids: ["cam-1"] })).toEqual([]);
  expect(site).toMatchObject({ devices: [{ id: "cam-1", name: "Corner" }], deviceCount: 1 });
  for (const type of ["zone", "corridor", "site"] as const) {
    expect(await refusalOf(place.read({ type, id: "none" }))).toBe("not_found");
  }
});

it("the messages of a sensor are those that had been received at the moment, refused ones for supervisors", async () => {
  const { pool } = api.services;
  const reading = { deviceId: "loop-1", kind: "traffic" as const };
  await writeTrafficObservations(pool, [
    {
      ...reading,
      receivedAt: NOW - 60_000,
      reading: { ts: NOW - 61_000, lane: 0, flowVph: 600, speedKmh: 48 },
    },
    // Measured before the other one, received after it.
    {
      ...reading,
      receivedAt: NOW - 10_000,
      reading: { ts: NOW - 120_000, lane: 0, flowVph: 500, speedKmh: 47 },
    },
  ]);
  await writeDeadLetters(pool, [
    {
      receivedAt: NOW - 5_000,
      topic: "city/v1/traffic/loop-1",
      deviceId: "loop-1",
      kind: "traffic",
      reason: "not_json",
      detail: undefined,
      payload: new TextEncoder().encode("{"),
    },
  ]);
  const flows = (answer: { taken: { reading: Record<string, unknown> }[] }) =>
    answer.taken.map(({ reading: { flowVph } }) => flowVph);
  const viewer = callerWith("viewer").device;
  expect(flows(await viewer.messages({ id: "loop-1" }))).toEqual([600, 500]);
  expect(flows(await viewer.messages({ id: "loop-1", atMs: NOW - 30_000 }))).toEqual([600]);
  expect((await viewer.messages({ id: "loop-1" })).refused).toBeNull();
  const supervisor = callerWith("supervisor").device;
  expect((await supervisor.messages({ id: "loop-1" })).refused).toMatchObject([{ reason: "not_json" }]);
  expect((await supervisor.messages({ id: "loop-1", atMs: NOW - 30_000 })).refused).toEqual([]);
});

it("how many devices of a place are heard is told of now, each time that it is asked", async () => {
  const { place } = callerWith("viewer");
  const ask = () => place.freshness({ type: "corridor", id: "Harbour Street" });
  api.clock.nowMs += 3_600_000;
  expect(await ask()).toEqual({ deviceCount: 1, freshCount: 0 });
  const heard = { deviceId: "loop-1", kind: "traffic" as const, receivedAt: api.clock.nowMs };
  await writeTrafficObservations(api.services.pool, [
    { ...heard, reading: { ts: api.clock.nowMs, lane: 0, flowVph: 600, speedKmh: 48 } },
  ]);
  expect(await ask()).toEqual({ deviceCount: 1, freshCount: 1 });
  expect(await place.freshness({ type: "site", id: "b" })).toEqual({ deviceCount: 1, freshCount: 0 });
  expect(await place.freshness({ type: "zone", id: "old-town" })).toMatchObject({ freshCount: 1 });
});
