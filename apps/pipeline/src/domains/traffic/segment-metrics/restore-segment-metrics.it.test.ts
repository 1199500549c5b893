import { createTestDatabase } from "@arterial/db/testing/test-database";
import { writeVehicleObservations } from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import type { Observation } from "@arterial/domain/observation";
import { expect, it, onTestFinished } from "vitest";
import { restoreSegmentMetrics } from "./restore-segment-metrics.ts";
import { createSegmentMetricsOperator } from "./segment-metrics-operator.ts";
import { latitudeAt, straightRoadMap } from "./straight-road.fixture.ts";

const START = Date.parse("2026-07-01T12:00:00Z");

/** A vehicle that stands on segment `b`, once a second. */
function standing(id: string, seconds: number): Observation<"vehicle">[] {
  return Array.from({ length: seconds }, (_, second) => {
    const ts = START + second * 1_000;
    const reading = { ts, id, lon: 11, lat: latitudeAt(300), speedKmh: 0, segmentId: "b" };
    return { kind: "vehicle", deviceId: "fleet", receivedAt: ts, reading };
  });
}

it("leaves out again what was late when it came, also where only the clock had made it so", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const late = standing("v2", 3).map((one) => ({ ...one, receivedAt: START + 121_000, isLate: true }));
  await writeVehicleObservations(database.pool, [...standing("v1", 120), ...late]);
  const operator = createSegmentMetricsOperator({
    road: straightRoadMap(),
    deviceOf: () => undefined,
    freeFlowOf: (segment) => ({ kmh: segment.speedLimitKmh, source: "posted", samples: 0 }),
  });
  const { readings, missed } = await restoreSegmentMetrics({
    pool: database.pool,
    operator,
    vehicleFeedIds: ["fleet"],
    nowMs: START + 125_000,
  });
  expect(readings).toBe(123);
  const first = missed.find(
    ({ sizeS, segmentId, startAt }) => sizeS === 60 && segmentId === "b" && startAt === START,
  );
  expect(first).toMatchObject({ vehicles: 1 });
});
