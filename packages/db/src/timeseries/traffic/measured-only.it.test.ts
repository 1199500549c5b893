import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replaceCityNetwork } from "../../city/write-city.ts";
import { createCityFixture } from "../../testing/city-fixture.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readTrafficFigureHistory } from "../figure/compute-figure-history.ts";
import { computeFreeFlow, readFreeFlow } from "./free-flow.ts";
import { computeSegmentProfiles, readSegmentProfilesAt } from "./profile.ts";
import { writeSegmentMetrics } from "./write-segment-metrics.ts";

const QUARTER_MS = 900_000;
const WEEK_MS = 604_800_000;
/** A Monday, 01:00 in UTC: off-peak. */
const START_AT = Date.parse("2026-06-01T01:00:00Z");
const HOUR_OF_WEEK = 1;
const SEGMENT = "harbour-01";
const POSTED_KMH = 50;
const RANGE = { fromMs: START_AT, toMs: START_AT + QUARTER_MS };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await replaceCityNetwork(database.pool, createCityFixture());
  const weeks = Array.from({ length: 40 }, (_, week) => START_AT + week * WEEK_MS);
  const starts = weeks.flatMap((at) => [0, 1, 2, 3].map((index) => at + index * QUARTER_MS));
  const windows = starts.flatMap((startAt) => [quarter(SEGMENT, startAt), usual("mint-01", startAt)]);
  await writeSegmentMetrics(database.pool, 900, windows);
});
afterAll(() => database.drop());

/** 40 vehicles at 40 km/h of which the feed told for all of the time. */
function quarter(segmentId: string, startAt: number): SegmentMetric {
  return {
    segmentId,
    startAt,
    sizeS: 900,
    vehicleKm: 25.6,
    vehicleHours: 0.64,
    vehicles: 40,
    flowVph: 160,
    speedKmh: 40,
    densityVpkm: 4,
    occupancy: null,
    freeFlowKmh: POSTED_KMH,
    freeFlowSource: "posted",
    ratio: 0.8,
    congestionClass: "light",
    quality: { observed: 1, imputed: 0, suspect: 0 },
    isCorrected: false,
  };
}

/** What is usual, in place of a loop that is not trusted. */
function usual(segmentId: string, startAt: number): SegmentMetric {
  return {
    ...quarter(segmentId, startAt),
    ...{ vehicleHours: 2.56, speedKmh: 10, densityVpkm: 16, ratio: 0.2, congestionClass: "severe" },
    quality: { observed: 0, imputed: 0.5, suspect: 0.5 },
  };
}

const figures = async (): Promise<Record<string, number>> => {
  const history = await readTrafficFigureHistory(database.pool, RANGE);
  return Object.fromEntries(history.map(({ figure, value }) => [figure, value]));
};

describe("what was filled in is not taken for measured", () => {
  it("in free flow", async () => {
    const segments = new Map([SEGMENT, "mint-01"].map((id) => [id, POSTED_KMH]));
    await computeFreeFlow(database.pool, { segments, timeZone: "UTC", sinceMs: START_AT });
    const freeFlow = await readFreeFlow(database.pool);
    expect(freeFlow.get(SEGMENT)).toEqual({ kmh: 40, source: "measured", samples: 160 });
    expect(freeFlow.get("mint-01")).toEqual({ kmh: POSTED_KMH, source: "posted", samples: 0 });
  });

  it("in profiles", async () => {
    const segmentIds = [SEGMENT, "mint-01"];
    await computeSegmentProfiles(database.pool, { segmentIds, timeZone: "UTC", sinceMs: START_AT });
    const query = { metric: "speed_kmh", hourOfWeek: HOUR_OF_WEEK } as const;
    expect([...(await readSegmentProfilesAt(database.pool, query)).keys()]).toEqual([SEGMENT]);
  });

  it("in the history of the city's figures", async () => {
    expect(await figures()).toMatchObject({ spaceMeanSpeed: 40, travelTimeIndex: 1.25, congestedLength: 0 });
  });
});

it("figures of a quarter-hour that was told in part are those of that part", async () => {
  const whole = await figures();
  expect(whole.vehicles).toBeCloseTo(2.56, 9);
  expect(whole.delay).toBeCloseTo(0.512, 9);
  const part = { vehicleKm: 12.8, vehicleHours: 0.32, quality: { observed: 0.5, imputed: 0, suspect: 0 } };
  await writeSegmentMetrics(database.pool, 900, [{ ...quarter(SEGMENT, START_AT), ...part }]);
  expect((await figures()).vehicles).toBeCloseTo(2.56, 9);
  expect((await figures()).delay).toBeCloseTo(0.512, 9);
});
