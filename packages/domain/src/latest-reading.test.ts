import { expect, it } from "vitest";
import { type LatestReading, replacesLatest } from "./latest-reading.ts";

const totals = (ts: number): LatestReading => ({ kind: "parking", ts, values: { occupied: 97 } });
const bay = (ts: number): LatestReading => ({ kind: "parking", ts, values: { bay: "A1", isOccupied: true } });
const air = (ts: number): LatestReading => ({ kind: "air", ts, values: { pm25: 3 } });

it.each([
  ["a newer reading", air(1), air(2), true],
  ["another one of the same time", air(1), air(1), true],
  ["an older reading", air(2), air(1), false],
  ["a bay after totals", totals(1), bay(2), false],
  ["older totals after a bay", bay(2), totals(1), true],
  ["newer totals", totals(1), totals(2), true],
  ["a newer bay where there are bays only", bay(1), bay(2), true],
  ["an older bay", bay(2), bay(1), false],
])("%s takes the place of the latest reading, or does not", (_what, latest, next, expected) => {
  expect(replacesLatest(latest, next)).toBe(expected);
});
