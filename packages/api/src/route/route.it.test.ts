import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { packChanges } from "@arterial/db/testing/pack-changes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";
import { metricAt } from "../testing/segment-metric.ts";

/** The whole of `harbour-01` (640 m at 50 km/h) and of `mint-01` (550 m at 30 km/h). */
const ROUTE = "11_54.6~11.01_54.605";
const BACK = "11.01_54.605~11_54.6";
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const WEEK = 7 * 24 * 60 * MINUTE;

let api: ApiFixture;
let viewer: ReturnType<ApiFixture["callerOf"]>;
let now: number;
beforeAll(async () => {
  api = await createApiFixture();
  await replaceCityNetwork(api.services.pool, createCityFixture());
  viewer = api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" });
  now = api.clock.nowMs;
});
afterAll(() => api.close());

function windowOf(segmentId: string, startAt: number, speedKmh: number, sizeS = 60): SegmentMetric {
  const flowVph = 600;
  return { ...metricAt(startAt), sizeS, segmentId, speedKmh, flowVph, densityVpkm: flowVph / speedKmh };
}

it("finds a way over the stored network, and says why there is none", async () => {
  const plan = await viewer.route.plan({ points: ROUTE });
  if (plan.status !== "found") throw new Error(plan.status);
  expect(plan.pieces.map(({ segmentId }) => segmentId)).toEqual(["harbour-01", "mint-01"]);
  expect(plan.lengthM).toBeCloseTo(1190, 6);
  expect(plan.freeFlowS).toBeCloseTo(640 / (50 / 3.6) + 550 / (30 / 3.6), 6);
  // Mint Street is one-way.
  expect(await viewer.route.plan({ points: BACK })).toEqual({ status: "no_way", index: 1 });
  expect(await viewer.route.plan({ points: "11_54.6~11.2_54.6" })).toMatchObject({
    status: "no_road",
    index: 1,
  });
  expect(await refusalOf(viewer.route.plan({ points: "11_54.6" }))).toBe("BAD_REQUEST");
  expect(await refusalOf(viewer.route.times({ points: BACK }))).toBe("not_found");
});

it("tells the travel time of the last five minutes, and none where too little is known", async () => {
  const { pool } = api.services;
  expect(await viewer.route.times({ points: ROUTE })).toMatchObject({
    now: { isTold: false, observed: 0, total: 2 },
  });
  const minutes = [3, 2].flatMap((ago) => [
    windowOf("harbour-01", now - ago * MINUTE, 25),
    windowOf("mint-01", now - ago * MINUTE, 30),
  ]);
  const before = windowOf("mint-01", now - 8 * MINUTE, 10);
  // Not over yet when it is asked for.
  const later = windowOf("harbour-01", now, 5);
  await writeSegmentMetrics(pool, 60, [...minutes, before, later]);
  const times = await viewer.route.times({ points: ROUTE });
  const [harbourS, mintS] = [640 / (25 / 3.6), 550 / (30 / 3.6)];
  expect(times.now).toMatchObject({ at: now, isTold: true, observed: 2, total: 2, knownShare: 1 });
  expect(times.now.seconds).toBeCloseTo(harbourS + mintS, 6);
  expect(times.now.worst).toMatchObject({ segmentId: "harbour-01" });
  expect(times.now.worst?.delayS).toBeCloseTo(harbourS / 2, 6);
  expect(times.series).toHaveLength(24);
  expect(times.series.slice(-2)).toEqual([
    // Only 550 m of 1190 m are known of it.
    { at: now - 5 * MINUTE, seconds: null },
    { at: now, seconds: times.now.seconds },
  ]);
});

it("shows of the past what had been told then", async () => {
  const at = now - 3 * 24 * 60 * MINUTE;
  const told = (id: string, startAt: number, speedKmh: number) => ({
    ...{ id, startAt, speedKmh, flowVph: 600, densityVpkm: 600 / speedKmh, occupancy: null, ratio: 1 },
    ...{ freeFlowKmh: 50, congestionClass: "free" as const, vehicles: 2, observed: 1 },
  });
  const changes = [
    {
      at: at + 1_000,
      set: [told("harbour-01", at - MINUTE, 20), told("mint-01", at - MINUTE, 30)],
      drop: [],
    },
    { at: at + 90_000, set: [told("harbour-01", at - MINUTE, 40)], drop: [] },
  ];
  const slice = { channel: "segments", startAt: at, endsAt: at + 5 * MINUTE, isWhole: true };
  const body = await packChanges("segments", changes);
  await writeLiveSlice(api.services.pool, { ...slice, body, items: 2, stateHash: "" } as never);
  const secondsAt = async (atMs: number) => (await viewer.route.times({ points: ROUTE, atMs })).now.seconds;
  const mintS = 550 / (30 / 3.6);
  expect(await secondsAt(at + MINUTE)).toBeCloseTo(640 / (20 / 3.6) + mintS, 6);
  expect(await secondsAt(at + 2 * MINUTE)).toBeCloseTo(640 / (40 / 3.6) + mintS, 6);
});

it("knows what is typical for the hour of the week, and how reliable the route is then", async () => {
  const hourAt = now - 20 * MINUTE;
  expect(await viewer.route.typical({ points: ROUTE, atMs: now })).toEqual({
    hours: [],
    now: null,
    reliability: null,
  });
  const days = [1, 2, 3, 4].flatMap((week) => [week * WEEK, week * WEEK - 3 * 24 * 60 * MINUTE]);
  const quarters = days.flatMap((ago, day) =>
    [0, 1, 2, 3].flatMap((quarter) => [
      windowOf("harbour-01", hourAt - ago + quarter * QUARTER, day % 2 === 0 ? 40 : 20, 900),
      windowOf("mint-01", hourAt - ago + quarter * QUARTER, 30, 900),
    ]),
  );
  await writeSegmentMetrics(api.services.pool, 900, quarters);
  const typical = await viewer.route.typical({ points: ROUTE, atMs: now });
  const mintS = 550 / (30 / 3.6);
  const usual = 640 / (40 / 3.6) + mintS;
  expect(typical.now).toMatchObject({
    startAt: hourAt,
    p15: expect.closeTo(usual, 6),
    p50: expect.closeTo(usual, 6),
  });
  expect(typical.hours).toEqual([typical.now]);
  const freeFlowS = 640 / (50 / 3.6) + mintS;
  const slow = 640 / (20 / 3.6) + mintS;
  // Thursdays are working days as Mondays are: half of the 32 quarter-hours are slow.
  expect(typical.reliability).toMatchObject({ samples: 32, isWeekend: false, p95S: expect.closeTo(slow, 6) });
  expect(typical.reliability?.travelTimeIndex).toBeCloseTo((usual + slow) / 2 / freeFlowS, 6);
  expect(typical.reliability?.planningTimeIndex).toBeCloseTo(slow / freeFlowS, 6);
});

it("keeps routes by name with their times, and shows them from a role on", async () => {
  const [operator, analyst, supervisor] = await Promise.all([
    api.userWith("operator"),
    api.userWith("analyst"),
    api.userWith("supervisor"),
  ]);
  const as = ({ actor }: Awaited<ReturnType<ApiFixture["userWith"]>>) => api.callerOf(actor);
  const own = await as(operator).route.create({ name: " To the quay ", points: ROUTE });
  expect(own).toMatchObject({ name: "To the quay", sharedFrom: null, isOwn: true, mayChange: true });
  expect(await as(supervisor).route.list({})).toEqual([]);
  expect(await refusalOf(as(supervisor).route.update({ id: own.id, name: "x" }))).toBe("not_found");
  expect(await refusalOf(as(analyst).route.create({ name: "x", points: ROUTE, sharedFrom: "viewer" }))).toBe(
    "forbidden",
  );

  await as(operator).route.update({ id: own.id, sharedFrom: "analyst" });
  const [seen] = await as(analyst).route.list({});
  expect(seen).toMatchObject({ name: "To the quay", isOwn: false, mayChange: false });
  const [harbourS, mintS] = [640 / (25 / 3.6), 550 / (30 / 3.6)];
  expect(seen?.time?.seconds).toBeCloseTo(harbourS + mintS, 6);
  expect(seen?.time?.typicalS).toBeCloseTo(640 / (40 / 3.6) + mintS, 6);
  expect(await refusalOf(as(analyst).route.delete({ id: own.id }))).toBe("not_found");
  expect(await as(await api.userWith("viewer")).route.list({})).toEqual([]);

  const found = await as(analyst).city.search({ query: "to the quay" });
  expect(found[0]).toMatchObject({ type: "route", id: ROUTE, title: "To the quay" });
  const hidden = await as(await api.userWith("viewer")).city.search({ query: "to the quay" });
  expect(hidden.filter(({ type }) => type === "route")).toEqual([]);

  // A supervisor takes away what others share, and brings it back.
  await as(supervisor).route.delete({ id: own.id });
  expect(await as(operator).route.list({})).toEqual([]);
  await as(operator).route.restore({ id: own.id });
  expect(await as(operator).route.list({})).toHaveLength(1);
  const actions = await api.services.prisma.auditEntry.findMany({
    where: { subjectType: "route", subjectId: own.id },
    orderBy: { id: "asc" },
  });
  expect(actions.map(({ action }) => action)).toEqual(["route.update", "route.delete", "route.restore"]);
});

it("keeps a route whose way is gone, and at most fifty of one person", async () => {
  const { actor } = await api.userWith("viewer");
  const own = api.callerOf(actor);
  await own.route.create({ name: "against the one-way street", points: BACK });
  expect(await own.route.list({})).toMatchObject([{ time: null }]);
  for (let n = 1; n < 50; n += 1) await own.route.create({ name: `${n}`, points: ROUTE });
  expect(await refusalOf(own.route.create({ name: "one more", points: ROUTE }))).toBe("conflict");
  const [first] = await own.route.list({});
  if (!first) throw new Error("no route");
  await own.route.delete({ id: first.id });
  await own.route.create({ name: "in its place", points: ROUTE });
  expect(await refusalOf(own.route.restore({ id: first.id }))).toBe("conflict");
  expect(await own.route.list({})).toHaveLength(50);
});
