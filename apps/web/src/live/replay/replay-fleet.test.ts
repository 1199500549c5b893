import type { VehiclePosition } from "@arterial/domain/live/frame";
import { expect, test } from "vitest";
import { createCityStores } from "../city-stores.ts";
import { ReplayFleet } from "./replay-fleet.ts";

const vehicle = (id: string, ts: number): VehiclePosition => ({
  ...{ id, ts, lon: 11, lat: 54.6, speedKmh: 30, headingDeg: 90, segmentId: null },
});

function startFleet() {
  const city = createCityStores();
  const fleet = new ReplayFleet(city);
  return { city, fleet, count: () => city.vehicleCount.get() };
}

test("vehicles come and leave as they were heard", () => {
  const { fleet, count, city } = startFleet();
  const changes = [{ at: 10, set: [vehicle("b", 10)], drop: ["a"] }];
  fleet.begin({ fromMs: 0, knownToMs: 20, vehicles: { items: [vehicle("a", 0)], changes, knownToMs: 20 } });
  expect(count()).toBe(1);
  fleet.advance(10);
  expect([count(), [...city.fleet.drawnAt(10, true)].length]).toEqual([1, 1]);
  fleet.add({
    fromMs: 20,
    knownToMs: 40,
    vehicles: {
      items: [vehicle("b", 10)],
      changes: [{ at: 30, set: [vehicle("c", 30)], drop: [] }],
      knownToMs: 40,
    },
  });
  fleet.advance(29);
  expect(count()).toBe(1);
  fleet.advance(30);
  expect(count()).toBe(2);
});

test("where they were not recorded none stands there, until they are known again", () => {
  const { fleet, count, city } = startFleet();
  fleet.begin({
    fromMs: 0,
    knownToMs: 20,
    vehicles: { items: [vehicle("a", 0)], changes: [], knownToMs: 20 },
  });
  fleet.add({
    fromMs: 20,
    knownToMs: 40,
    vehicles: { items: [vehicle("a", 0)], changes: [], knownToMs: 20 },
  });
  fleet.add({ fromMs: 40, knownToMs: 60, vehicles: null });
  fleet.add({
    fromMs: 60,
    knownToMs: 80,
    vehicles: { items: [vehicle("b", 60)], changes: [], knownToMs: 80 },
  });
  fleet.advance(19);
  expect(count()).toBe(1);
  fleet.advance(20);
  expect([count(), city.fleet.size]).toEqual([null, 0]);
  fleet.advance(59);
  expect(count()).toBeNull();
  fleet.advance(60);
  expect(count()).toBe(1);
});

test("who may not see them sees none", () => {
  const { fleet, count } = startFleet();
  fleet.begin({ fromMs: 0, knownToMs: 20, vehicles: null });
  expect(count()).toBeNull();
});

test("a replay that begins again knows nothing of the vehicles of the one before", () => {
  const { fleet, city } = startFleet();
  const begin = (id: string, fromMs: number) =>
    fleet.begin({
      fromMs,
      knownToMs: fromMs + 20,
      vehicles: { items: [vehicle(id, fromMs)], changes: [], knownToMs: fromMs + 20 },
    });
  const handles = () => [...city.fleet.drawnAt(0, true)].map(({ handle }) => handle);
  begin("a", 0);
  const first = handles();
  for (let day = 1; day <= 3; day += 1) begin(`of day ${day}`, day * 1_000);
  expect(handles()).toEqual(first);
});
