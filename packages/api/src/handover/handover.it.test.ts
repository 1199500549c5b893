import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { packChanges } from "@arterial/db/testing/pack-changes";
import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import { writeQueues } from "@arterial/db/timeseries/traffic/queues";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { Queue } from "@arterial/domain/traffic/queue";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDevices } from "../device/register-devices.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";

let api: ApiFixture;

const item = (id: string, kind: AbnormalItem["kind"], code: string): AbnormalItem => ({
  id,
  severity: 3,
  kind,
  subject: { type: "segment", id: "harbour-01" },
  point: [11, 54.6],
  code,
  params: { place: "Harbour Street" },
  since: api.clock.nowMs - 60_000,
  segmentIds: [],
});

beforeAll(async () => {
  api = await createApiFixture();
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  await importDevices(api.system, [createDeviceFixture()]);
  const came = [item("q", "congestion", "congestion.severe"), item("p", "parking", "parking.full")];
  await writeEpisodes(pool, api.clock.nowMs - 50_000, { came, left: [] });
  await writeSensorFaults(pool, [
    {
      deviceId: "loop-1",
      kind: "traffic",
      faultClass: "stuck",
      since: api.clock.nowMs - 90_000,
      foundAt: api.clock.nowMs - 80_000,
      endedAt: null,
      evidence: {
        findings: [{ quantity: "flowVph", value: 1, limit: 1, relation: "equal" }],
        windowS: 60,
        readings: 9,
      },
    },
  ]);
});
afterAll(() => api.close());

it("a shift hands over what is open, one draft at a time, signed by a person and then never changed", async () => {
  const ctx = await api.userWith("operator");
  const own = api.callerOf(ctx.actor);
  const other = api.callerOf((await api.userWith("operator")).actor);
  await own.note.create({ text: "Gate 3 jams", incidentId: "q", milestone: "T2" });
  const draft = await own.handover.start();
  expect(draft.items.map(({ type, key }) => `${type}: ${key.split(" ")[0]}`)).toEqual([
    "incident: abnormal",
    "alarm: abnormal",
    "fault: fault",
    "note: note",
  ]);
  expect(draft.items.at(-1)).toMatchObject({ text: "Gate 3 jams", milestone: "T2", incidentId: "q" });
  expect((await other.handover.start()).id).toBe(draft.id);

  const remarks = { "abnormal q": "Tow truck ordered" };
  const written = await own.handover.update({ id: draft.id, version: 1, summary: "Quiet night", remarks });
  expect(await refusalOf(other.handover.update({ id: draft.id, version: 1, summary: "x" }))).toBe("conflict");
  await writeEpisodes(api.services.pool, api.clock.nowMs, { came: [], left: ["q", "p"] });
  const filled = await other.handover.refill({ id: draft.id });
  expect(filled).toMatchObject({ summary: "Quiet night", version: written.version + 1 });
  expect(filled.items.map(({ type, remark, isOver }) => [type, remark, isOver])).toEqual([
    ["fault", "", false],
    ["note", "", false],
    ["incident", "Tow truck ordered", true],
  ]);

  expect(await refusalOf(own.handover.sign({ id: draft.id, version: 1 }))).toBe("conflict");
  const signed = await own.handover.sign({ id: draft.id, version: filled.version });
  expect(signed.signed).toEqual({
    at: api.clock.nowMs,
    by: ctx.actor?.type === "user" ? ctx.actor.name : "",
  });
  for (const refused of [
    () => own.handover.sign({ id: draft.id, version: filled.version }),
    () => own.handover.update({ id: draft.id, version: filled.version, summary: "x" }),
    () => own.handover.refill({ id: draft.id }),
  ]) {
    expect(await refusalOf(refused())).toBe("not_found");
  }
  await expect(
    api.services.pool.query("update handover set summary = 'x' where id = $1", [draft.id]),
  ).rejects.toThrow("a signed handover does not change");

  const viewer = api.callerOf((await api.userWith("viewer")).actor);
  expect(await refusalOf(viewer.handover.sign({ id: draft.id, version: 1 }))).toBe("forbidden");
  expect(
    (await viewer.handover.list({})).items.map(({ itemCount, signed: by }) => [itemCount, by?.at]),
  ).toEqual([[3, api.clock.nowMs]]);
  expect(await viewer.handover.get({ id: draft.id })).toEqual(signed);
  const { rows } = await api.services.pool.query(
    "select action, actor_type from audit_entry where subject_id = $1 order by id",
    [draft.id],
  );
  expect(rows.map(({ action, actor_type }) => `${action} ${actor_type}`)).toEqual([
    "handover.start user",
    "handover.update user",
    "handover.refill user",
    "handover.sign user",
  ]);
});

function queueOf(atMs: number, lengthM: number): Queue {
  return {
    id: "queue-1",
    place: "Harbour Street",
    startedAt: api.clock.nowMs - 300_000,
    peakAt: atMs,
    peakLengthM: lengthM,
    peakVehicles: 20,
    delayVehH: 0.4,
    endedAt: null,
    end: null,
    mergedInto: null,
    splitFrom: null,
    state: {
      at: atMs,
      headSegmentId: "harbour-01",
      headPoint: [11, 54.6],
      tailSegmentId: "harbour-01",
      tailPoint: [11, 54.6],
      path: ["harbour-01"],
      segmentIds: ["harbour-01"],
      lengthM,
      growthMPerMin: 40,
      vehicles: 20,
      speedKmh: 8,
      ratio: 0.2,
      delayVehH: 0.1,
      isSevere: true,
      isUnusual: true,
    },
  };
}

it("a queue is handed over at the length and severity it has now, not at those it came with", async () => {
  const { pool } = api.services;
  const { nowMs } = api.clock;
  const short = queueOf(nowMs - 240_000, 90);
  await writeQueues(pool, [short]);
  await writeEpisodes(pool, nowMs - 240_000, { came: [queueItem(short)], left: [] });
  await writeQueues(pool, [queueOf(nowMs, 640)]);
  const { items } = await api.callerOf((await api.userWith("operator")).actor).handover.start();
  const handedOver = items.find(({ key }) => key === "abnormal congestion:queue-1");
  expect(handedOver).toMatchObject({ severity: 2, since: short.startedAt, params: { lengthM: 640 } });
});

it("what is no queue is handed over as it was recorded last", async () => {
  const { pool } = api.services;
  const { nowMs } = api.clock;
  const came = item("air.unhealthy:air-1", "air", "air.unhealthy");
  await writeEpisodes(pool, nowMs - 240_000, { came: [came], left: [] });
  const worse: AbnormalItem = { ...came, severity: 1, params: { ...came.params, aqi: 210 } };
  const changes = [
    { at: nowMs - 240_000, set: [came], drop: [] },
    { at: nowMs - 20_000, set: [worse], drop: [] },
  ];
  const body = await packChanges("abnormal", changes);
  const range = { startAt: nowMs - 240_000, endsAt: nowMs - 10_000 };
  await writeLiveSlice(pool, { channel: "abnormal", ...range, isWhole: true, body, stateHash: "" });
  const caller = api.callerOf((await api.userWith("operator")).actor);
  const { id } = await caller.handover.start();
  const { items } = await caller.handover.refill({ id });
  expect(items.find(({ key }) => key === "abnormal air.unhealthy:air-1")).toMatchObject({
    severity: 1,
    params: { aqi: 210 },
  });
});
