import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readNewestSegmentMetrics, readSegmentMetrics } from "./read-segment-metrics.ts";
import { writeSegmentMetrics } from "./write-segment-metrics.ts";

const START_AT = Date.parse("2026-07-01T12:00:00Z");
const WHOLE_DAY = { fromMs: START_AT - 43_200_000, toMs: START_AT + 43_200_000 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function metric(fields: Partial<SegmentMetric>): SegmentMetric {
  return {
    segmentId: "s1",
    startAt: START_AT,
    sizeS: 60,
    vehicleKm: 1.234567,
    vehicleHours: 0.0304,
    vehicles: 7,
    flowVph: 420.5,
    speedKmh: 40.61,
    densityVpkm: 10.35,
    occupancy: null,
    freeFlowKmh: 50,
    freeFlowSource: "posted",
    ratio: 0.8122,
    congestionClass: "light",
    quality: { observed: 1, imputed: 0, suspect: 0 },
    isCorrected: false,
    ...fields,
  };
}

describe("segment metrics in the database", () => {
  it("come back as they were written, by size", async () => {
    const minute = metric({});
    const empty = metric({ segmentId: "s2", vehicles: 0, speedKmh: null, ratio: null, occupancy: 0.25 });
    expect(await writeSegmentMetrics(database.pool, 60, [minute, empty])).toBe(2);
    expect(await readSegmentMetrics(database.pool, { segmentId: "s1", sizeS: 60, ...WHOLE_DAY })).toEqual([
      minute,
    ]);
    expect(await readSegmentMetrics(database.pool, { segmentId: "s2", sizeS: 60, ...WHOLE_DAY })).toEqual([
      empty,
    ]);
    expect(await readSegmentMetrics(database.pool, { segmentId: "s1", sizeS: 300, ...WHOLE_DAY })).toEqual(
      [],
    );
  });

  it("are replaced by a correction, or kept when told", async () => {
    const first = metric({ segmentId: "s3" });
    const corrected = metric({ segmentId: "s3", vehicles: 8, isCorrected: true });
    await writeSegmentMetrics(database.pool, 60, [first]);
    expect(await writeSegmentMetrics(database.pool, 60, [corrected], "keep")).toBe(0);
    expect(await writeSegmentMetrics(database.pool, 60, [first, corrected])).toBe(1);
    const query = { segmentId: "s3", sizeS: 60, ...WHOLE_DAY } as const;
    expect(await readSegmentMetrics(database.pool, query)).toEqual([corrected]);
  });

  it("tell the newest window of each segment", async () => {
    const windows = [0, 1, 2].map((n) => metric({ segmentId: "s4", startAt: START_AT + n * 60_000 }));
    await writeSegmentMetrics(database.pool, 60, windows);
    const newest = await readNewestSegmentMetrics(database.pool, { sizeS: 60, sinceMs: START_AT });
    expect(newest.find(({ segmentId }) => segmentId === "s4")).toEqual(windows[2]);
  });

  it("refuse a window of another size", async () => {
    await expect(writeSegmentMetrics(database.pool, 300, [metric({})])).rejects.toThrow(RangeError);
  });
});
