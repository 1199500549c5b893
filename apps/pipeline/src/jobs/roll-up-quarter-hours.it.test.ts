import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { readSegmentMetrics } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { STRAIGHT_ROAD } from "../domains/traffic/segment-metrics/straight-road.fixture.ts";
import { rollUpQuarterHours } from "./roll-up-quarter-hours.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const START_AT = Date.parse("2026-07-01T10:00:00Z");
const SEGMENTS = new Map(STRAIGHT_ROAD.map((segment) => [segment.id, segment]));
const FLOW_VPH = 600;
const SPEED_KMH = 30;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() =>
  database.pool.query(
    "truncate timeseries.segment_metric_5m, timeseries.segment_metric_15m, timeseries.quarter_hour_due",
  ),
);
afterAll(() => database.drop());

/** A steady stream of 600 veh/h at 30 km/h, of which the vehicle feed told `share`. */
function steady(segmentId: string, minute: number, share = 1): SegmentMetric {
  const lengthKm = (SEGMENTS.get(segmentId)?.lengthM ?? 0) / 1_000;
  const vehicleKm = FLOW_VPH * lengthKm * (share / 12);
  return {
    segmentId,
    startAt: START_AT + minute * MINUTE_MS,
    sizeS: 300,
    vehicleKm,
    vehicleHours: vehicleKm / SPEED_KMH,
    vehicles: Math.round((FLOW_VPH * share) / 12),
    flowVph: FLOW_VPH,
    speedKmh: SPEED_KMH,
    densityVpkm: FLOW_VPH / SPEED_KMH,
    occupancy: null,
    freeFlowKmh: 50,
    freeFlowSource: "posted",
    ratio: SPEED_KMH / 50,
    congestionClass: "heavy",
    quality: { observed: share, imputed: 0, suspect: 0 },
    source: "vehicles",
    isCorrected: false,
  };
}

/** What is usual, in place of a loop that is not trusted on one of two lanes. */
function imputed(segmentId: string, minute: number): SegmentMetric {
  return {
    ...steady(segmentId, minute),
    ...{ ratio: null, congestionClass: "unknown", source: "typical" },
    quality: { observed: 0, imputed: 0.5, suspect: 0.5 },
  };
}

/** A segment that is told of by trusted loops alone. */
function counted(segmentId: string, minute: number): SegmentMetric {
  return { ...steady(segmentId, minute), source: "loops" };
}

function nobody(segmentId: string, minute: number): SegmentMetric {
  return {
    ...steady(segmentId, minute),
    ...{ vehicleKm: 0, vehicleHours: 0, vehicles: 0, flowVph: 0, speedKmh: null, densityVpkm: 0 },
    ...{ ratio: null, congestionClass: "unknown" },
  };
}

const wholeQuarter = (startMinute: number, share = 1): SegmentMetric[] =>
  [0, 5, 10].map((minute) => steady("a", startMinute + minute, share));

const store = (windows: readonly SegmentMetric[]) => writeSegmentMetrics(database.pool, 300, windows);

const begin = (minute: number) =>
  rollUpQuarterHours({
    pool: database.pool,
    segments: SEGMENTS,
    freeFlowOf: () => ({ kmh: 50, source: "posted" }),
    nowMs: START_AT + minute * MINUTE_MS,
  });

async function rollUpAt(minute: number): Promise<number> {
  const steps = begin(minute);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

const quartersOf = (segmentId: string) =>
  readSegmentMetrics(database.pool, {
    ...{ segmentId, sizeS: 900 },
    ...{ fromMs: START_AT - 365 * 24 * 60 * MINUTE_MS, toMs: START_AT + 24 * 60 * MINUTE_MS },
  } as const);

async function quarterOf(segmentId: string): Promise<SegmentMetric | undefined> {
  return (await quartersOf(segmentId))[0];
}

describe("which quarter-hours are rolled up", () => {
  it("is a quarter as soon as its windows take no corrections any more, once", async () => {
    await store(wholeQuarter(0));
    expect(await rollUpAt(16)).toBe(0);
    expect(await rollUpAt(17)).toBe(1);
    expect(await rollUpAt(22)).toBe(0);
    const [quarter, ...others] = await quartersOf("a");
    expect(others).toEqual([]);
    expect(quarter).toMatchObject({ startAt: START_AT, sizeS: 900, speedKmh: SPEED_KMH });
    expect(quarter?.flowVph).toBeCloseTo(FLOW_VPH, 9);
  });

  it("is one whose windows came long after it", async () => {
    expect(await rollUpAt(120)).toBe(0);
    await store(wholeQuarter(0));
    expect(await rollUpAt(125)).toBe(1);
    expect(await quarterOf("a")).toMatchObject({ startAt: START_AT });
  });

  it("is an old one again when one of its windows is corrected", async () => {
    await store(wholeQuarter(0));
    await rollUpAt(125);
    await store([{ ...steady("a", 5), vehicleKm: 0, vehicleHours: 0, isCorrected: true }]);
    expect(await rollUpAt(130)).toBe(1);
    expect((await quarterOf("a"))?.flowVph).toBeCloseTo((FLOW_VPH * 2) / 3, 9);
  });

  it("is none that lacks a window, until it has come", async () => {
    await store(wholeQuarter(0).slice(0, 2));
    expect(await rollUpAt(125)).toBe(0);
    await store(wholeQuarter(0).slice(2));
    expect(await rollUpAt(130)).toBe(1);
  });

  it("is a day of them at a time, the newest first, until none is left", async () => {
    const quarters = Array.from({ length: 100 }, (_, index) => wholeQuarter(-15 * index));
    await store(quarters.flat());
    expect(await rollUpAt(125)).toBe(96);
    const made = await quartersOf("a");
    expect(made.at(-1)?.startAt).toBe(START_AT);
    expect(await rollUpAt(130)).toBe(4);
    expect(await quartersOf("a")).toHaveLength(100);
    expect(await rollUpAt(135)).toBe(0);
  });

  it("is one in each step, so that others have their turn in between", async () => {
    await store([...wholeQuarter(0), ...wholeQuarter(15)]);
    const made: number[] = [];
    for await (const _ of begin(125)) made.push((await quartersOf("a")).length);
    expect(made).toEqual([1, 2]);
  });

  it("is the same when two processes do it", async () => {
    await store([...wholeQuarter(0), ...wholeQuarter(15)]);
    await Promise.all([rollUpAt(125), rollUpAt(125)]);
    expect((await quartersOf("a")).map(({ startAt }) => startAt)).toEqual([START_AT, START_AT + QUARTER_MS]);
    expect(await rollUpAt(130)).toBe(0);
  });
});

describe("what a quarter-hour is made of", () => {
  it("is the time for which the vehicle feed was alive", async () => {
    await store([steady("a", 0), steady("a", 5, 0.4), steady("a", 10)]);
    await rollUpAt(17);
    const quarter = await quarterOf("a");
    expect(quarter?.flowVph).toBeCloseTo(FLOW_VPH, 3);
    expect(quarter?.densityVpkm).toBeCloseTo(FLOW_VPH / SPEED_KMH, 3);
    expect(quarter?.quality.observed).toBeCloseTo(0.8, 6);
  });

  it("leaves out a window in which the feed was not, although loops were elsewhere", async () => {
    const loops = [0, 5, 10].map((minute) => counted("b", minute));
    await store([steady("a", 0), steady("a", 10), ...loops]);
    await rollUpAt(17);
    expect((await quarterOf("a"))?.flowVph).toBeCloseTo(FLOW_VPH, 3);
    expect((await quarterOf("a"))?.quality.observed).toBeCloseTo(2 / 3, 6);
    expect((await quarterOf("b"))?.flowVph).toBeCloseTo(FLOW_VPH, 3);
  });

  it("leaves out a window in which the feed was hardly alive, although a silent loop told of that", async () => {
    const silent = [0, 5, 10].map((minute) => ({ ...nobody("b", minute), occupancy: 0 }));
    const hardly = { ...nobody("b", 5), quality: { observed: 0.2, imputed: 0, suspect: 0 } };
    await store([steady("a", 0), steady("a", 10), ...silent, hardly]);
    await rollUpAt(17);
    expect((await quarterOf("a"))?.flowVph).toBeCloseTo(FLOW_VPH, 3);
    expect((await quarterOf("a"))?.quality.observed).toBeCloseTo(2 / 3, 6);
  });

  it("has no speed and no ratio where a feed that was silent told nothing", async () => {
    const unseen = { observed: 0, imputed: 0, suspect: 0 };
    await store([0, 5, 10].map((minute) => ({ ...nobody("a", minute), occupancy: 0.1, quality: unseen })));
    await rollUpAt(17);
    expect(await quarterOf("a")).toMatchObject({ flowVph: 0, speedKmh: null, ratio: null });
    expect((await quarterOf("a"))?.occupancy).toBeCloseTo(0.1, 9);
  });

  it("takes a segment that an alive feed tells nothing of as empty", async () => {
    await store([steady("a", 10), ...[0, 5, 10].map((minute) => nobody("b", minute))]);
    await rollUpAt(17);
    expect((await quarterOf("a"))?.flowVph).toBeCloseTo(FLOW_VPH / 3, 3);
    expect((await quarterOf("a"))?.quality.observed).toBeCloseTo(1, 6);
    expect(await quarterOf("b")).toMatchObject({ flowVph: 0, speedKmh: null, ratio: null });
  });

  it("takes windows from before their source was stored as made from vehicles", async () => {
    const old = (window: SegmentMetric): SegmentMetric => ({ ...window, source: undefined });
    await store([steady("a", 0), steady("a", 5, 0.4), steady("a", 10)].map(old));
    await rollUpAt(17);
    expect((await quarterOf("a"))?.flowVph).toBeCloseTo(FLOW_VPH, 3);
  });

  it("is what was measured, where something was", async () => {
    const slow = { ...imputed("a", 5), speedKmh: 10, vehicleHours: imputed("a", 5).vehicleHours * 3 };
    await store([steady("a", 0), slow, { ...slow, startAt: START_AT + 10 * MINUTE_MS }]);
    await rollUpAt(17);
    const quarter = await quarterOf("a");
    expect(quarter?.speedKmh).toBeCloseTo(SPEED_KMH, 9);
    expect(quarter?.flowVph).toBeCloseTo(FLOW_VPH, 3);
    expect(quarter?.quality.observed).toBeCloseTo(1 / 3, 6);
  });

  it("is what is usual, where nothing was measured, and decides nothing", async () => {
    await store([0, 5, 10].map((minute) => imputed("a", minute)));
    await rollUpAt(17);
    const quarter = await quarterOf("a");
    expect(quarter?.flowVph).toBeCloseTo(FLOW_VPH, 3);
    expect(quarter).toMatchObject({ ratio: null, congestionClass: "unknown", quality: { observed: 0 } });
  });
});
