import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { packChanges } from "@arterial/db/testing/pack-changes";
import { writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import { writeQueues } from "@arterial/db/timeseries/traffic/queues";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { Queue } from "@arterial/domain/traffic/queue";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDevices } from "../device/register-devices.ts";
import type { Role } from "../roles.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";

const START = Date.parse("2026-07-06T08:00:00Z");
const MINUTE_MS = 60_000;
const ID = "congestion:q1";

function queueAt(minute: number, lengthM: number): Queue {
  return {
    id: "q1",
    place: "Harbour Street",
    startedAt: START,
    peakAt: START + minute * MINUTE_MS,
    peakLengthM: lengthM,
    peakVehicles: 40,
    delayVehH: minute,
    endedAt: null,
    end: null,
    mergedInto: null,
    splitFrom: null,
    state: {
      at: START + minute * MINUTE_MS,
      headSegmentId: "harbour-01",
      headPoint: [11.01, 54.6],
      tailSegmentId: "harbour-01",
      tailPoint: [11, 54.6],
      path: ["harbour-01"],
      segmentIds: ["harbour-01"],
      lengthM,
      growthMPerMin: 0,
      vehicles: 40,
      speedKmh: 12,
      ratio: 0.24,
      delayVehH: 1,
      isSevere: true,
      isUnusual: true,
    },
  };
}

function itemAt(minute: number, lengthM: number, id = ID): AbnormalItem {
  return {
    id,
    severity: 2,
    kind: "congestion",
    subject: { type: "segment", id: "harbour-01" },
    point: [11.01, 54.6],
    code: "congestion.severe",
    params: { place: "Harbour Street", lengthM },
    since: START,
    segmentIds: ["harbour-01"],
    queue: queueAt(minute, lengthM),
  };
}

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  const camera = { kind: "camera", segmentId: "harbour-01", fieldOfViewDeg: 60, rangeM: 300 } as const;
  await importDevices(api.system, [
    createDeviceFixture({ ...camera, id: "cam-east", lon: 11.007, headingDeg: 90 }),
    createDeviceFixture({ ...camera, id: "cam-away", lon: 11.0099, headingDeg: 0 }),
  ]);
  const week = 7 * 24 * 60 * MINUTE_MS;
  const earlier = { ...itemAt(2, 400, "congestion:q0"), since: START - week };
  await writeEpisodes(pool, START - week, { came: [earlier], left: [] });
  await writeEpisodes(pool, START - week + 30 * MINUTE_MS, { came: [], left: ["congestion:q0"] });
  await writeEpisodes(pool, START + 2 * MINUTE_MS, { came: [itemAt(2, 300)], left: [] });
  await writeEpisodes(pool, START + 9 * MINUTE_MS, { came: [], left: [ID] });
  for (const [minute, length] of [
    [2, 300],
    [3, 500],
    [4, 450],
  ] as const) {
    await writeQueues(pool, [queueAt(minute, length)]);
  }
  // What was told: minute 3 came a minute late, and with another length than the one that it was corrected to.
  const changes = [
    { at: START + 2 * MINUTE_MS, set: [itemAt(2, 300)], drop: [] },
    { at: START + 4 * MINUTE_MS, set: [itemAt(3, 520)], drop: [] },
    { at: START + 5 * MINUTE_MS, set: [itemAt(4, 450)], drop: [] },
  ];
  const body = await packChanges("abnormal", changes);
  const slice = { channel: "abnormal", startAt: START, endsAt: START + 6 * MINUTE_MS, isWhole: true };
  await writeLiveSlice(pool, { ...slice, body, stateHash: "" });
});
afterAll(() => api.close());

const callerWith = (role: Role) => api.callerOf({ type: "token", id: "t", name: "Ada", role });
const lengths = ({ growth }: { growth: { t: number; lengthM: number }[] }) =>
  growth.map(({ t, lengthM }) => [(t - START) / MINUTE_MS, lengthM]);

it("an incident tells its queue's growth, its life, who sees it and what was like it", async () => {
  const incident = await callerWith("viewer").incident.get({ id: ID });
  expect(lengths(incident)).toEqual([
    [2, 300],
    [3, 500],
    [4, 450],
  ]);
  expect(incident.timeline.map(({ type, at }) => [type, (at - START) / MINUTE_MS])).toEqual([
    ["began", 0],
    ["known", 2],
    ["peak", 3],
    ["cleared", 9],
  ]);
  expect(incident.cameras.map(({ id, isInView }) => [id, isInView])).toEqual([
    ["cam-east", true],
    ["cam-away", false],
  ]);
  expect(incident.delay).toEqual({ vehicleHours: 3, cost: null });
  expect(incident.similar).toMatchObject([{ id: "congestion:q0", similarity: 1, lastedMs: 30 * MINUTE_MS }]);
  expect(await refusalOf(callerWith("viewer").incident.get({ id: "none" }))).toBe("not_found");
});

it("in a replay nothing is told that was not known then", async () => {
  const { incident } = callerWith("viewer");
  const at = (minute: number) => incident.get({ id: ID, atMs: START + minute * MINUTE_MS });
  expect(lengths(await at(3.5))).toEqual([[2, 300]]);
  expect((await at(3.5)).timeline.map(({ type }) => type)).toEqual(["began", "known"]);
  expect(lengths(await at(4.5))).toEqual([
    [2, 300],
    [3, 520],
  ]);
  expect((await at(4.5)).goneAt).toBeNull();
  expect(await refusalOf(at(1))).toBe("not_found");
});

it("tells an incident as it was last known, not as it came", async () => {
  const { incident } = callerWith("viewer");
  const lengthAt = async (minute?: number) => {
    const moment = minute === undefined ? {} : { atMs: START + minute * MINUTE_MS };
    return (await incident.get({ id: ID, ...moment })).item.params.lengthM;
  };
  expect([await lengthAt(3.5), await lengthAt(4.5), await lengthAt(5.5)]).toEqual([300, 520, 450]);
  // Nothing is recorded any more, but it is still on the list; and then it has left it.
  expect([await lengthAt(8), await lengthAt(12), await lengthAt()]).toEqual([450, 450, 450]);
  expect((await incident.get({ id: ID, atMs: START + 4.5 * MINUTE_MS })).knownAt).toBe(START + 2 * MINUTE_MS);
});

it("tells a queue that grew by its last minute, and the cameras by where it is now", async () => {
  const { services, clock } = api;
  const minute = (clock.nowMs - START) / MINUTE_MS;
  const came = { ...queueAt(minute - 20, 300), id: "q2" };
  const now = queueAt(minute, 1_800);
  const northPoint: [number, number] = [11.0099, 54.6015];
  const grown = {
    ...now,
    id: "q2",
    state: { ...now.state, headSegmentId: "mint-01", headPoint: northPoint },
  };
  const id = "congestion:q2";
  await writeQueues(services.pool, [came]);
  await writeEpisodes(services.pool, came.state.at, {
    came: [{ ...queueItem(came), severity: 4 }],
    left: [],
  });
  await writeQueues(services.pool, [grown]);
  const { item, knownAt, cameras } = await callerWith("viewer").incident.get({ id });
  expect(item).toMatchObject({ id, severity: 1, params: { lengthM: 1_800 }, subject: { id: "mint-01" } });
  expect(knownAt).toBe(came.state.at);
  expect(cameras.find((camera) => camera.id === "cam-away")?.isInView).toBe(true);
});

it("costs money once the installation says what an hour costs", async () => {
  const { services } = api;
  const rate = { perVehicleHour: 20, currency: "EUR" };
  Object.assign(services, { delayRate: rate });
  expect((await callerWith("viewer").incident.get({ id: ID })).delay?.cost).toEqual({ ...rate, amount: 60 });
  Object.assign(services, { delayRate: null });
});

it("operators write notes and milestones on it, which a replay shows from when they were written", async () => {
  const operator = callerWith("operator");
  const note = await operator.note.create({
    incidentId: ID,
    milestone: "T4",
    text: "Tow truck on scene",
    atMs: START + 5 * MINUTE_MS,
  });
  const open = await operator.note.create({ text: "Gate 3 jams: push twice" });
  expect(note).toMatchObject({ author: "Ada", at: START + 5 * MINUTE_MS, createdAt: api.clock.nowMs });
  const types = async (atMs?: number) =>
    (await operator.incident.get({ id: ID, ...(atMs ? { atMs } : {}) })).timeline.map(({ type }) => type);
  expect(await types()).toContain("note");
  expect(await types(START + 6 * MINUTE_MS)).not.toContain("note");
  await operator.note.close({ id: open.id });
  expect((await operator.note.list({})).map(({ id }) => id)).toEqual([note.id]);
  expect(await refusalOf(operator.note.close({ id: open.id }))).toBe("not_found");
  expect(await refusalOf(operator.note.create({ text: "" }))).toBe("BAD_REQUEST");
  expect(await refusalOf(operator.note.create({ milestone: "T4" }))).toBe("BAD_REQUEST");
});
