import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { writeTrafficObservations } from "@arterial/db/timeseries/traffic/write-observations";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { writeVehicleObservations } from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDevices } from "./device/register-devices.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "./testing/api-fixture.ts";

const NOW = Date.parse("2026-07-06T10:20:00Z");
const MINUTE_MS = 60_000;
// Monday 12:00 to 13:00 in Berlin.
const HOUR_OF_WEEK = 12;

let api: ApiFixture;
let caller: ReturnType<ApiFixture["callerOf"]>;
beforeAll(async () => {
  api = await createApiFixture();
  caller = api.callerOf({ type: "token", id: "t", name: "t", role: "administrator" });
});
afterAll(() => api.close());

describe("before a city is imported", () => {
  it("there is none, nothing is found, and the pipeline tells how it stands", async () => {
    expect(await caller.city.get()).toBeNull();
    expect(await caller.city.search({ query: "harbour" })).toEqual([]);
    expect(await caller.traffic.segmentsNow()).toEqual([]);
    expect(await caller.pipeline.status()).toMatchObject({ devicesTotal: 0, newestAt: null, backfills: [] });
  });
});

describe("a city", () => {
  beforeAll(async () => {
    await replaceCityNetwork(api.services.pool, createCityFixture());
    await importDevices(api.system, [
      createDeviceFixture(),
      createDeviceFixture({ id: "cam-1", kind: "camera", name: "Mint Street camera", segmentId: "mint-01" }),
    ]);
    api.clock.nowMs += 2 * MINUTE_MS;
  });

  it("is told with its zones and counts", async () => {
    expect(await caller.city.get()).toMatchObject({
      name: "Testhaven",
      bounds: [11, 54.6, 11.01, 54.605],
      zones: [{ name: "Old Town", point: [11, 54.6] }, { name: "Quayside" }],
      counts: { segments: 3, junctions: 3, signals: 1, devices: { traffic: 1, camera: 1, air: 0 } },
    });
  });

  it("is searched by street, district, junction, device and id", async () => {
    const find = async (query: string) =>
      (await caller.city.search({ query })).map((hit) => `${hit.type} ${hit.id}`);
    expect((await find("harbour st"))[0]).toBe("street Harbour Street");
    expect((await find("Mint"))[0]).toBe("street Mint Street");
    expect(await find("mint")).toContain("device cam-1");
    expect((await find("old town"))[0]).toBe("zone old-town");
    expect((await find("loop-1"))[0]).toBe("device loop-1");
    expect((await find("mint-01"))[0]).toBe("segment mint-01");
    expect(await find("habour street")).toContain("street Harbour Street");
    expect(await find("R1")).toContain("street Harbour Street");
    expect(await find("mint harbour")).toContain("junction b");
    expect(await find("zzz")).toEqual([]);
  });
});

describe("a segment", () => {
  it("shows its state, what is on it and what is typical now", async () => {
    const { pool } = api.services;
    const metric = {
      segmentId: "harbour-01",
      vehicleKm: 1,
      vehicleHours: 0.02,
      vehicles: 6,
      flowVph: 360,
      speedKmh: 50,
      densityVpkm: 7,
      occupancy: 0.1,
      freeFlowKmh: 52,
      freeFlowSource: "measured",
      ratio: 0.96,
      congestionClass: "free",
      quality: { observed: 1, imputed: 0, suspect: 0 },
      isCorrected: false,
      sizeS: 60,
    } as const;
    await writeSegmentMetrics(pool, 60, [
      { ...metric, startAt: NOW - 3 * MINUTE_MS },
      { ...metric, startAt: NOW - MINUTE_MS, vehicles: 9 },
    ]);
    await pool.query(
      "insert into timeseries.segment_free_flow (segment_id, free_flow_kmh, source, samples) values ('harbour-01', 52, 'measured', 200)",
    );
    await pool.query(
      `insert into timeseries.segment_profile (segment_id, hour_of_week, metric, p15, p50, p85, mad, samples)
       values ('harbour-01', $1, 'speed_kmh', 40, 45, 50, 2, 4), ('harbour-01', $1, 'flow_vph', 300, 350, 400, 20, 4)`,
      [HOUR_OF_WEEK],
    );
    expect(await caller.traffic.segment({ id: "harbour-01" })).toMatchObject({
      segment: { name: "Harbour Street", ref: "R1", zoneId: "old-town", oppositeId: "harbour-02" },
      freeFlow: { kmh: 52, source: "measured" },
      latest: { startAt: NOW - MINUTE_MS, vehicles: 9 },
      devices: [{ id: "loop-1", kind: "traffic" }],
      typicalNow: { speedKmh: { p15: 40, p50: 45, p85: 50 }, flowVph: { p50: 350 } },
    });
    expect(await caller.traffic.segment({ id: "mint-01" })).toMatchObject({
      freeFlow: { kmh: 30, source: "posted" },
      latest: null,
      typicalNow: null,
    });
    expect(await refusalOf(caller.traffic.segment({ id: "none" }))).toBe("not_found");
    const range = { id: "harbour-01", from: NOW - 60 * MINUTE_MS, to: NOW };
    expect(await caller.traffic.segmentHistory({ ...range, sizeS: 60 })).toHaveLength(2);
    const typical = await caller.traffic.segmentTypical({ ...range, metric: "speedKmh" });
    expect(typical).toEqual([{ startAt: NOW - 20 * MINUTE_MS, p15: 40, p50: 45, p85: 50 }]);
    expect((await caller.traffic.segmentsNow()).map(({ id, vehicles }) => [id, vehicles])).toEqual([
      ["harbour-01", 9],
    ]);
  });

  it("refuses a range that runs backwards, and one of too many windows", async () => {
    const { segmentHistory } = caller.traffic;
    expect(await refusalOf(segmentHistory({ id: "mint-01", from: 10, to: 5, sizeS: 60 }))).toBe(
      "BAD_REQUEST",
    );
    const long = { id: "mint-01", from: 0, to: 20_000 * MINUTE_MS, sizeS: 60 } as const;
    expect(await refusalOf(segmentHistory(long))).toBe("invalid_input");
  });
});

describe("a device", () => {
  it("shows its latest reading, its age and its history", async () => {
    const ts = api.clock.nowMs - 150_000;
    const reading = { ts, count: 6, periodS: 60, speedKmh: 48 };
    await writeTrafficObservations(api.services.pool, [
      { kind: "traffic", deviceId: "loop-1", receivedAt: ts, reading },
    ]);
    expect(await caller.device.get({ id: "loop-1" })).toMatchObject({
      id: "loop-1",
      expectedIntervalS: 60,
      ageMs: 150_000,
      health: "late",
      latest: { ts, values: { count: 6, speedKmh: 48 } },
    });
    const range = { deviceId: "loop-1", from: ts - 1000, to: ts + 1000 };
    expect(await caller.traffic.deviceHistory({ ...range, channel: "flowVph" })).toEqual([
      { t: ts, value: 360 },
    ]);
    expect(await refusalOf(caller.traffic.deviceHistory({ ...range, channel: "pm25" }))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(caller.air.deviceHistory({ ...range, channel: "pm25" }))).toBe("not_found");
    expect(await caller.pipeline.status()).toMatchObject({ devicesFresh: 0, devicesTotal: 2, newestAt: ts });
  });

  it("that measures air has its indices, of complete hours only", async () => {
    const { pool } = api.services;
    await importDevices(api.system, [
      createDeviceFixture({ id: "air-1", kind: "air", expectedIntervalS: 60 }),
    ]);
    const hourMs = 60 * MINUTE_MS;
    const untilAt = Math.floor(api.clock.nowMs / hourMs) * hourMs;
    const at = (agoMs: number, pm25: number) => {
      const ts = untilAt - agoMs;
      return { kind: "air", deviceId: "air-1", receivedAt: ts, reading: { ts, pm25, co: 0.5 } } as const;
    };
    // Two readings of the newest hour, one of each of the two before, one of the hour that runs.
    await writeAirObservations(pool, [
      at(1, 10),
      at(hourMs, 14),
      at(1.5 * hourMs, 12),
      at(2.5 * hourMs, 12),
      at(-1, 300),
    ]);
    expect(await caller.air.index({ deviceId: "air-1", at: api.clock.nowMs })).toEqual({
      untilAt,
      nowcasts: { pm25: expect.closeTo(12, 5), pm10: null },
      us: { index: 56, category: "moderate", measure: "pm25_24h" },
      usMissing: ["pm10_24h", "o3_8h", "co_8h", "so2_1h", "no2_1h"],
      european: { level: "fair", pollutant: "pm25" },
      europeanMissing: ["pm10", "no2", "o3", "so2"],
    });
    expect(await refusalOf(caller.air.index({ deviceId: "loop-1", at: 0 }))).toBe("not_found");
  });

  it("that feeds vehicles is as fresh as its newest position", async () => {
    const { pool } = api.services;
    await importDevices(api.system, [
      createDeviceFixture({ id: "fleet", kind: "vehicle", expectedIntervalS: 1 }),
    ]);
    expect(await caller.device.get({ id: "fleet" })).toMatchObject({ latest: null, health: "offline" });
    const at = (ageMs: number) => ({
      kind: "vehicle" as const,
      deviceId: "fleet",
      receivedAt: api.clock.nowMs,
      reading: { ts: api.clock.nowMs - ageMs, id: "v1", lon: 11, lat: 54.6, speedKmh: 30 },
    });
    await writeVehicleObservations(pool, [at(1000), at(9000)]);
    expect(await caller.device.get({ id: "fleet" })).toMatchObject({ ageMs: 1000, health: "fresh" });
    expect(await caller.device.list({ kind: "vehicle" })).toMatchObject([{ id: "fleet", health: "fresh" }]);
  });

  it("is registered with a password that is stored as a hash, changed, and switched off, all audited", async () => {
    const registered = await caller.device.register({
      id: "new",
      kind: "air",
      lon: 11,
      lat: 54.6,
      expectedIntervalS: 60,
    });
    expect(registered).toMatchObject({ username: "new", isNew: true });
    await caller.device.update({ id: "new", name: "Renamed", isActive: false });
    expect((await caller.device.list({ kind: "air" })).map((device) => device.id)).not.toContain("new");
    const row = await api.services.prisma.device.findUniqueOrThrow({ where: { id: "new" } });
    expect(row).toMatchObject({ name: "Renamed", isActive: false, zoneId: "old-town" });
    expect(row.passwordHash).not.toContain(registered.password);
    const audit = await api.services.prisma.auditEntry.findMany({
      where: { subjectId: "new" },
      orderBy: { id: "asc" },
    });
    expect(audit.map((entry) => entry.action)).toEqual(["device.register", "device.update"]);
    expect(JSON.stringify(audit.map((entry) => entry.detail))).not.toContain(registered.password);
  });
});

describe("a device with a place that the city does not have", () => {
  const device = { id: "lost", kind: "air", lon: 11, lat: 54.6, expectedIntervalS: 60 } as const;
  const supervisor = () => api.callerOf({ type: "token", id: "t", name: "t", role: "administrator" });

  it.each([
    [
      { zoneId: "atlantis" },
      'Device "lost": there is no zone "atlantis". The city\'s zones are old-town, quayside.',
    ],
    [{ segmentId: "nowhere-01" }, 'Device "lost": there is no segment "nowhere-01" in the city.'],
  ])("is refused with a sentence: %o", async (place, message) => {
    const registering = supervisor().device.register({ ...device, ...place });
    await expect(registering).rejects.toMatchObject({ message, cause: { code: "invalid_input" } });
    const importing = importDevices(api.system, [
      createDeviceFixture({ id: "fine" }),
      { ...device, ...place },
    ]);
    await expect(importing).rejects.toMatchObject({ message, code: "invalid_input" });
    const stored = api.services.prisma.device.findMany({ where: { id: { in: ["fine", "lost"] } } });
    expect(await stored).toEqual([]);
  });

  it("cannot be moved there either", async () => {
    await supervisor().device.register({ ...device, zoneId: "quayside" });
    const moving = supervisor().device.update({ id: "lost", zoneId: "atlantis" });
    expect(await refusalOf(moving)).toBe("invalid_input");
    expect(await supervisor().device.get({ id: "lost" })).toMatchObject({ zoneId: "quayside" });
  });
});

describe("unexpected failures", () => {
  it("are told blandly", async () => {
    const broken = api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" });
    await api.services.pool.query("alter table city rename to hidden");
    await expect(broken.city.get()).rejects.toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
      message: "Something went wrong on the server.",
    });
    await api.services.pool.query("alter table hidden rename to city");
  });
});
