import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { packChanges } from "@arterial/db/testing/pack-changes";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { writeCityFigures } from "@arterial/db/timeseries/figure/city-figures";
import { writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { RECORDED_CHANNELS, type RecordedChannel } from "@arterial/domain/live/replay/live-state";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import { importDevices } from "../device/register-devices.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";
import { metricAt } from "../testing/segment-metric.ts";
import { MAX_WINDOW_MS } from "./read-window.ts";

const START = Date.parse("2026-11-25T09:00:00Z");
const END = START + 15_000;

const vehicle = {
  id: "v",
  ts: START,
  lon: 11,
  lat: 54.6,
  speedKmh: 30,
  headingDeg: 90,
  segmentId: null,
};
const air = { id: "air-1", kind: "air" as const, ts: START, receivedAt: START, values: { pm25: 4 } };

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  for (const channel of RECORDED_CHANNELS) {
    const body = await packChanges(channel, [{ at: START, set: itemsOf(channel), drop: [] }]);
    const slice = { channel, startAt: START, endsAt: END, isWhole: true, body, stateHash: "" };
    await writeLiveSlice(api.services.pool, slice);
  }
});
afterAll(() => api.close());

function itemsOf(channel: RecordedChannel) {
  if (channel === "vehicles") return [vehicle];
  return channel === "devices" ? [air] : [];
}

function abnormalItem(id: string, since: number): AbnormalItem {
  return {
    id,
    severity: 2,
    kind: "air",
    code: "air.unhealthy",
    params: {},
    since,
    subject: { type: "device", id },
    point: [11, 54.6],
    segmentIds: [],
  };
}

function callerWith(role: Exclude<Actor, { type: "system" }>["role"]) {
  return api.callerOf({ type: "token", id: "t", name: "t", role });
}

it("gives what was live in a window, and how far it is known", async () => {
  const { window, span } = await callerWith("analyst").replay.window({
    fromMs: START + 1,
    toMs: END + 60_000,
  });
  expect(span).toEqual({ firstAt: START, lastAt: END });
  expect(window).toMatchObject({ knownToMs: END, devices: { items: [air] }, vehicles: { items: [vehicle] } });
});

it("keeps where single vehicles were from those who may not know it", async () => {
  const answer = await callerWith("viewer").replay.window({ fromMs: START + 1, toMs: END });
  expect(answer).toMatchObject({ mayVehicles: false, window: { vehicles: null, devices: { items: [air] } } });
});

it("says so when nothing was recorded then", async () => {
  const { window, resumesAt } = await callerWith("viewer").replay.window({
    fromMs: END + 60_000,
    toMs: END + 61_000,
  });
  expect([window, resumesAt]).toEqual([null, null]);
});

it("refuses a window that is too long or ends before it begins", async () => {
  const { replay } = callerWith("viewer");
  expect(await refusalOf(replay.window({ fromMs: START, toMs: START + MAX_WINDOW_MS + 1 }))).toBe(
    "BAD_REQUEST",
  );
  expect(await refusalOf(replay.window({ fromMs: START, toMs: START - 1 }))).toBe("BAD_REQUEST");
});

it("has the index of a loaded history by the quarter-hour, until its minutes are kept", async () => {
  const { pool } = api.services;
  const quarterMs = 900_000;
  await replaceCityNetwork(pool, createCityFixture());
  const quarters = [START - quarterMs, START].map((startAt) => ({ ...metricAt(startAt), sizeS: 900 }));
  await writeSegmentMetrics(pool, 900, quarters);
  const shares = { observed: 1, imputed: 0, suspect: 0 };
  const figure = { id: "travelTimeIndex" as const, value: 1.4, detail: {}, used: 1, total: 1, shares };
  await writeCityFigures(pool, START + 60_000, [figure]);

  const range = { fromMs: START - quarterMs, toMs: START + quarterMs };
  const { points } = await callerWith("viewer").replay.index(range);
  expect(points).toEqual([
    { startAt: START - quarterMs, sizeMs: quarterMs, value: expect.any(Number) },
    { startAt: START + 60_000, sizeMs: 60_000, value: 1.4 },
  ]);
  const { vehicleKm, vehicleHours, freeFlowKmh } = metricAt(START);
  expect(points[0]?.value).toBeCloseTo((freeFlowKmh * vehicleHours) / vehicleKm, 6);
});

it("gives what is typical in the hour of the week by the clocks of the city, and on how much it rests", async () => {
  const { pool } = api.services;
  // Wednesday 10:00 in Berlin, an hour ahead of UTC in November.
  const hourOfWeek = 2 * 24 + 10;
  await pool.query(
    `insert into timeseries.segment_profile (segment_id, hour_of_week, metric, p15, p50, p85, mad, samples)
     values ('mint-01', $1, 'ratio', 0.5, 0.65, 0.8, 0.1, 16), ('mint-01', $1, 'speed_kmh', 15, 19.5, 24, 3, 16),
       ('harbour-01', $1, 'ratio', 0.9, 0.95, 1, 0.1, 12), ('harbour-02', $1 + 1, 'ratio', 0.9, 0.95, 1, 0.1, 12)`,
    [hourOfWeek],
  );
  await pool.query(
    `insert into timeseries.figure_profile (figure, hour_of_week, p15, p50, p85)
     values ('travelTimeIndex', $1, 1.1, 1.2, 1.3), ('delay', $1 + 1, 5, 6, 7)`,
    [hourOfWeek],
  );
  const viewer = callerWith("viewer");
  const segments = await viewer.replay.typicalSegments({ atMs: START });
  expect(segments.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: "harbour-01", ratio: 0.95, congestionClass: "free", speedKmh: null, samples: 12 },
    { id: "mint-01", ratio: 0.65, congestionClass: "heavy", speedKmh: 19.5, samples: 16 },
  ]);
  expect(await viewer.replay.typicalFigures({ atMs: START })).toEqual([
    { figure: "travelTimeIndex", p15: 1.1, p50: 1.2, p85: 1.3 },
  ]);
});

it("a segment's chart shows the minutes as they had been told, not as they were corrected", async () => {
  const at = START + 3_600_000;
  const minute = (startAt: number, speedKmh: number) => ({
    ...{ id: "s", startAt, speedKmh, flowVph: 100, densityVpkm: 2, occupancy: null, ratio: 1 },
    ...{ freeFlowKmh: 50, congestionClass: "free" as const, vehicles: 2, observed: 1 },
  });
  const changes = [
    { at, set: [minute(at - 60_000, 40)], drop: [] },
    { at: at + 60_000, set: [minute(at, 30)], drop: [] },
    // Late readings correct the first minute once more.
    { at: at + 90_000, set: [minute(at - 60_000, 44)], drop: [] },
  ];
  const body = await packChanges("segments", changes);
  const slice = {
    channel: "segments",
    startAt: at,
    endsAt: at + 120_000,
    isWhole: true,
    body,
    stateHash: "",
  };
  await writeLiveSlice(api.services.pool, slice);
  const speeds = async (knownAtMs: number) =>
    (await callerWith("viewer").traffic.segmentHistoryThen({ id: "s", from: at - 600_000, knownAtMs })).map(
      ({ startAt, speedKmh }) => [(startAt - at) / 60_000, speedKmh],
    );
  expect(await speeds(at + 30_000)).toEqual([[-1, 40]]);
  expect(await speeds(at + 120_000)).toEqual([
    [-1, 44],
    [0, 30],
  ]);
  expect(await speeds(at - 1)).toEqual([]);
});

it("a sensor's chart leaves out readings that had not come in yet", async () => {
  const { pool } = api.services;
  await importDevices(api.system, [
    createDeviceFixture({ id: "air-9", kind: "air", segmentId: undefined, lane: undefined }),
  ]);
  const reading = (ts: number, receivedAt: number, pm25: number) => ({
    ...{ deviceId: "air-9", kind: "air" as const, receivedAt },
    reading: { ts, pm25 },
  });
  await writeAirObservations(pool, [
    reading(START, START + 100, 5),
    reading(START + 60_000, START + 600_000, 9),
    reading(START + 120_000, START + 120_100, 7),
  ]);
  const query = { deviceId: "air-9", channel: "pm25", from: START, to: START + 300_000 };
  const values = async (knownAtMs?: number) =>
    (await callerWith("viewer").air.deviceHistory({ ...query, ...(knownAtMs ? { knownAtMs } : {}) })).map(
      ({ value }) => value,
    );
  expect(await values()).toEqual([5, 9, 7]);
  expect(await values(START + 300_000)).toEqual([5, 7]);
  expect(await values(START + 60_000)).toEqual([5]);
});

it("says where a hole begins and where the recording goes on, and tells no change beyond its beginning", async () => {
  const [at, holeAt, behind] = [START + 7_200_000, START + 7_215_000, START + 7_260_000];
  const later = { ...air, ts: holeAt + 5_000, values: { pm25: 9 } };
  for (const channel of RECORDED_CHANNELS) {
    const whole = { channel, isWhole: true, stateHash: "" };
    const first = { at, set: itemsOf(channel), drop: [] };
    // Devices were recorded for longer than the others.
    const beyond = { at: holeAt + 5_000, set: [later], drop: [] };
    const isLonger = channel === "devices";
    const body = await packChanges(channel, isLonger ? [first, beyond] : [first]);
    await writeLiveSlice(api.services.pool, {
      ...whole,
      body,
      startAt: at,
      endsAt: isLonger ? holeAt + 15_000 : holeAt,
    });
    const again = await packChanges(channel, [{ at: behind, set: itemsOf(channel), drop: [] }]);
    await writeLiveSlice(api.services.pool, {
      ...whole,
      body: again,
      startAt: behind,
      endsAt: behind + 15_000,
    });
  }
  const { replay } = callerWith("viewer");
  const read = async (fromMs: number, toMs: number) => {
    const { window, resumesAt } = await replay.window({ fromMs, toMs });
    return { knownToMs: window?.knownToMs, changes: window?.devices.changes, resumesAt };
  };
  const atHole = { knownToMs: holeAt, changes: [], resumesAt: behind };
  expect(await read(at + 1, holeAt + 60_000)).toEqual(atHole);
  expect(await read(holeAt, holeAt + 60_000)).toEqual(atHole);
  expect(await read(at + 1, holeAt)).toEqual({ knownToMs: holeAt, changes: [], resumesAt: null });
  expect(await read(holeAt + 1, holeAt + 60_000)).toMatchObject({ knownToMs: undefined, resumesAt: behind });
  expect(await read(behind + 1, behind + 60_000)).toMatchObject({
    knownToMs: behind + 15_000,
    resumesAt: null,
  });
});

it("has the times at which something came on the list, and the nearest beyond the hours that are asked for", async () => {
  const hourMs = 3_600_000;
  const raise = (id: string, atMs: number) =>
    writeEpisodes(api.services.pool, atMs, { came: [abnormalItem(id, atMs)], left: [] });
  const times = [-9, -1, -1, 2].map((hours) => START + hours * hourMs);
  await Promise.all(times.map((atMs, index) => raise(`air-${index}`, atMs)));

  const viewer = callerWith("viewer");
  const { onsets } = await viewer.replay.index({ fromMs: START - 3 * hourMs, toMs: START + hourMs });
  expect(onsets).toEqual({
    before: START - 9 * hourMs,
    within: [START - hourMs],
    after: START + 2 * hourMs,
  });
  const { onsets: none } = await viewer.replay.index({
    fromMs: START - 20 * hourMs,
    toMs: START - 15 * hourMs,
  });
  expect(none).toEqual({ before: null, within: [], after: START - 9 * hourMs });
});
