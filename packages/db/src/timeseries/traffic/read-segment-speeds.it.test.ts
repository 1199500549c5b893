import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readSegmentMinutes, readSegmentQuarters } from "./read-segment-speeds.ts";
import { writeSegmentMetrics } from "./write-segment-metrics.ts";

const START_AT = Date.parse("2026-07-01T12:00:00Z");
const MINUTE = 60_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function metric(segmentId: string, startAt: number, fields: Partial<SegmentMetric> = {}): SegmentMetric {
  return {
    ...{ segmentId, startAt, sizeS: 60, vehicleKm: 1, vehicleHours: 0.02, vehicles: 3 },
    ...{ flowVph: 300, speedKmh: 50, densityVpkm: 6, occupancy: null, ratio: 1 },
    ...{ freeFlowKmh: 50, freeFlowSource: "posted", congestionClass: "free", isCorrected: false },
    quality: { observed: 1, imputed: 0, suspect: 0 },
    ...fields,
  };
}

it("reads the minutes of some segments in a range, without those in which nothing moved", async () => {
  await writeSegmentMetrics(database.pool, 60, [
    metric("a", START_AT - MINUTE),
    metric("a", START_AT),
    metric("a", START_AT + MINUTE, { speedKmh: null, densityVpkm: 0, flowVph: 0 }),
    metric("b", START_AT, { speedKmh: 20, quality: { observed: 0, imputed: 1, suspect: 0 } }),
    metric("b", START_AT + 2 * MINUTE),
    metric("c", START_AT),
  ]);
  const range = { fromMs: START_AT, toMs: START_AT + 2 * MINUTE };
  const minutes = await readSegmentMinutes(database.pool, { segmentIds: ["a", "b"], ...range });
  expect(minutes.sort((x, y) => (x.segmentId < y.segmentId ? -1 : 1))).toEqual([
    { segmentId: "a", startAt: START_AT, speedKmh: 50, flowVph: 300, densityVpkm: 6, observed: 1 },
    { segmentId: "b", startAt: START_AT, speedKmh: 20, flowVph: 300, densityVpkm: 6, observed: 0 },
  ]);
});

it("reads quarter-hours at given times only, of weeks apart as well", async () => {
  const weekBefore = START_AT - 7 * 24 * 60 * MINUTE;
  const quarters = [weekBefore, weekBefore + 15 * MINUTE, START_AT, START_AT + 15 * MINUTE];
  const stored = quarters.map((startAt) => metric("a", startAt, { sizeS: 900 }));
  await writeSegmentMetrics(database.pool, 900, stored);
  const read = (startsAt: number[]) => readSegmentQuarters(database.pool, { segmentIds: ["a"], startsAt });
  const found = await read([weekBefore, START_AT + 15 * MINUTE, START_AT + 30 * MINUTE]);
  expect(found.map(({ startAt }) => startAt).sort((x, y) => x - y)).toEqual([
    weekBefore,
    START_AT + 15 * MINUTE,
  ]);
  expect(await read([])).toEqual([]);
});
