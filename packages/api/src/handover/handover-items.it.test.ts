import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";

const NONE = { incident: 0, alarm: 0, fault: 0, note: 0 };

let api: ApiFixture;
let caller: ReturnType<ApiFixture["callerOf"]>;
beforeAll(async () => {
  api = await createApiFixture();
  await replaceCityNetwork(api.services.pool, createCityFixture());
  caller = api.callerOf((await api.userWith("operator")).actor);
});
afterEach(async () => {
  await api.services.pool.query(
    "truncate handover, operator_note, timeseries.abnormal_episode, timeseries.sensor_fault",
  );
});
afterAll(() => api.close());

const item = (id: string, rest: Partial<AbnormalItem> = {}): AbnormalItem => ({
  id,
  severity: 3,
  kind: "congestion",
  subject: { type: "segment", id: "harbour-01" },
  point: [11, 54.6],
  code: "congestion.severe",
  params: { place: "Harbour Street" },
  since: api.clock.nowMs - 60_000,
  segmentIds: [],
  ...rest,
});

/** Faults `from` to `to`, the one with the greatest number open for the longest time. */
function faults(from: number, to: number): SensorFault[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index;
    return {
      deviceId: `loop-${String(number).padStart(3, "0")}`,
      kind: "traffic",
      faultClass: "stuck",
      since: api.clock.nowMs - 60_000 * (number + 1),
      foundAt: api.clock.nowMs - 30_000,
      endedAt: null,
      evidence: {
        findings: [{ quantity: "flowVph", value: 1, limit: 1, relation: "equal" }],
        windowS: 60,
        readings: 9,
      },
    };
  });
}

it("a note says which incident it was written on, what that is and where, also when that is over", async () => {
  const { pool } = api.services;
  const came = [
    item("harbour"),
    item("quay", { code: "congestion.heavy", params: { place: "Quayside" } }),
    item("gone", { params: { place: "Mill Lane" } }),
    item("unnamed", { params: {}, subject: { type: "segment", id: "mill-02" } }),
  ];
  const earlier = item("gone", { code: "congestion.heavy", params: { place: "Elsewhere" } });
  await writeEpisodes(pool, api.clock.nowMs - 90_000, { came: [earlier], left: [] });
  await writeEpisodes(pool, api.clock.nowMs - 80_000, { came: [], left: ["gone"] });
  await writeEpisodes(pool, api.clock.nowMs - 50_000, { came, left: [] });
  await writeEpisodes(pool, api.clock.nowMs - 40_000, { came: [], left: ["gone"] });
  for (const [minute, incidentId] of ["harbour", "quay", "gone", "unnamed", "forgotten"].entries()) {
    const atMs = api.clock.nowMs - 600_000 + minute * 60_000;
    await caller.note.create({ incidentId, milestone: "T3", atMs });
  }
  await caller.note.create({ text: "Gate 3 jams" });
  const { id } = await caller.handover.start();
  const { version } = await caller.handover.update({ id, version: 1, summary: "Quiet" });
  const { items } = await caller.handover.sign({ id, version });
  const kind = "congestion";
  expect(items.flatMap((each) => (each.type === "note" ? [[each.incidentId, each.incident]] : []))).toEqual([
    ["harbour", { code: "congestion.severe", kind, place: "Harbour Street" }],
    ["quay", { code: "congestion.heavy", kind, place: "Quayside" }],
    ["gone", { code: "congestion.severe", kind, place: "Mill Lane" }],
    ["unnamed", { code: "congestion.severe", kind, place: "mill-02" }],
    ["forgotten", null],
    [null, null],
  ]);
});

it("what is open beyond the list is counted, and nothing that is open leaves the list or is said to be over", async () => {
  const { pool } = api.services;
  await writeSensorFaults(pool, faults(1, 217));
  const draft = await caller.handover.start();
  const first = draft.items.map(({ key }) => key);
  expect(first).toHaveLength(200);
  expect(first[0]).toContain("fault loop-217 ");
  expect(draft.unlisted).toEqual({ ...NONE, fault: 17 });

  const remarks = { [first[198] ?? ""]: "Fitter comes at nine", [first[0] ?? ""]: "Replaced" };
  await caller.handover.update({ id: draft.id, version: 1, remarks });
  const older = faults(301, 310);
  const ended = faults(217, 217).map((fault) => ({ ...fault, endedAt: api.clock.nowMs }));
  await writeSensorFaults(pool, [...older, ...ended]);
  const filled = await caller.handover.refill({ id: draft.id });
  const listed = filled.items.filter(({ isOver }) => !isOver);
  expect(listed.map(({ key }) => key)).toEqual(expect.arrayContaining(first.slice(1)));
  expect(listed).toHaveLength(209);
  expect(filled.unlisted).toEqual({ ...NONE, fault: 17 });
  expect(listed.find(({ key }) => key === first[198])?.remark).toBe("Fitter comes at nine");
  expect(filled.items.filter(({ isOver }) => isOver).map(({ key }) => key)).toEqual([first[0]]);

  const written = await caller.handover.update({ id: draft.id, version: filled.version, summary: "Quiet" });
  const signed = await caller.handover.sign({ id: draft.id, version: written.version });
  expect(signed.unlisted).toEqual({ ...NONE, fault: 17 });
  expect(await caller.handover.get({ id: draft.id })).toEqual(signed);
  expect((await caller.handover.list({})).items.map(({ itemCount }) => itemCount)).toEqual([227]);
});

it("faults of sensors on the list of what is abnormal take no incident's or alarm's place", async () => {
  const { pool } = api.services;
  const silent = Array.from({ length: 230 }, (_, index) =>
    item(`sensor.silent:${index}`, { severity: 1, kind: "sensor_fault", code: "sensor.silent" }),
  );
  const jams = Array.from({ length: 203 }, (_, index) => item(`jam-${index}`, { severity: 4 }));
  const worst = item("worst", { severity: 2 });
  const full = item("full", { severity: 4, kind: "parking", code: "parking.full" });
  const came = [...silent, ...jams, worst, full];
  await writeEpisodes(pool, api.clock.nowMs - 50_000, { came, left: [] });
  const { items, unlisted } = await caller.handover.start();
  expect(items[0]?.key).toBe("abnormal worst");
  expect(items.filter(({ type }) => type === "incident")).toHaveLength(200);
  expect(items.flatMap(({ type, key }) => (type === "alarm" ? [key] : []))).toEqual(["abnormal full"]);
  expect(unlisted).toEqual({ ...NONE, incident: 4 });
});

it("every open note is known, and those written last are listed", async () => {
  const { prisma } = api.services;
  const note = (number: number) => ({
    id: `note-${number}`,
    text: `Note ${number}`,
    at: new Date(api.clock.nowMs - 600_000 + number * 1_000),
    authorId: "ada",
    authorName: "Ada",
  });
  await prisma.operatorNote.createMany({ data: Array.from({ length: 520 }, (_, number) => note(number)) });
  const { id, items, unlisted } = await caller.handover.start();
  expect([items[0]?.key, items.at(-1)?.key]).toEqual(["note note-320", "note note-519"]);
  expect(unlisted).toEqual({ ...NONE, note: 320 });
  await prisma.operatorNote.create({ data: note(520) });
  const filled = await caller.handover.refill({ id });
  expect(filled.items.map(({ key }) => key)).toEqual([...items.map(({ key }) => key), "note note-520"]);
  expect(filled.unlisted).toEqual({ ...NONE, note: 320 });
});

it("handovers that were stored before still load, are written to and signed", async () => {
  const note = { type: "note", key: "note 1", id: "1", text: "Gate 3 jams", author: "Ada", since: 0 };
  const items = JSON.stringify([{ ...note, remark: "Fitter comes", isOver: false }]);
  const insert = `insert into handover (id, draft_key, summary, items, version, author_name, filled_at, signed_at)
    values ($1, $2, '', $3::jsonb, 1, 'Ada', now(), $4)`;
  const [draft, signed] = [crypto.randomUUID(), crypto.randomUUID()];
  await api.services.pool.query(insert, [draft, "draft", items, null]);
  await api.services.pool.query(insert, [signed, null, items, new Date(api.clock.nowMs)]);
  const now = { milestone: null, incidentId: null, incident: null, remark: "Fitter comes" };
  for (const id of [draft, signed]) {
    const held = await caller.handover.get({ id });
    expect(held).toMatchObject({ items: [{ ...note, ...now }], unlisted: NONE });
  }
  const written = await caller.handover.update({ id: draft, version: 1, remarks: { "note 1": "Fixed" } });
  const over = await caller.handover.refill({ id: draft });
  expect([written, over].map(({ items: [held] }) => [held?.remark, held?.isOver])).toEqual([
    ["Fixed", false],
    ["Fixed", true],
  ]);
  expect((await caller.handover.sign({ id: draft, version: over.version })).items).toEqual(over.items);
});
