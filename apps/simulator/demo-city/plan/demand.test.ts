import { expect, it } from "vitest";
import { buildCityPlan } from "./city-plan.ts";
import { drawTrips } from "./demand.ts";
import { demandProfile, LEAST_SHARE } from "./demand-profile.ts";

it("draws the same journeys from the same seed, spread over the hour", () => {
  const plan = buildCityPlan();
  const trips = drawTrips(plan, 2026);
  expect(drawTrips(plan, 2026)).toEqual(trips);
  expect(drawTrips(plan, 1)).not.toEqual(trips);
  const halves = [0, 1].map(
    (half) => trips.filter((trip) => Math.floor(trip.departS / 1800) === half).length,
  );
  expect(Math.abs((halves[0] ?? 0) - (halves[1] ?? 0))).toBeLessThan(trips.length * 0.05);
});

it("is the peak hour's share for each hour of the week, never less than the floor", () => {
  const profile = demandProfile();
  expect(profile).toHaveLength(168);
  expect(Math.max(...profile)).toBeLessThanOrEqual(1);
  expect(Math.min(...profile)).toBe(LEAST_SHARE);
  expect(profile[24 + 8]).toBeGreaterThan(0.9);
});
