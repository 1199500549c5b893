import type { Device } from "@arterial/domain/device-kind";
import type { ReadingOf } from "@arterial/domain/observation";
import { expect, it } from "vitest";
import { arrivedMessage } from "../testing/messages.ts";
import { createCityReadings, usableReadings } from "./city-readings.ts";
import { createFullCarParks } from "./site-conditions.ts";

const NOW = Date.UTC(2026, 5, 1, 12);
const PARK: Device = {
  id: "parking-1",
  kind: "parking",
  name: "Market",
  lon: 11,
  lat: 54.6,
  expectedIntervalS: 60,
};

const park = (reading: ReadingOf<"parking">) => arrivedMessage("parking", reading).observation;

it("knows how full a car park is while it tells of its bays too", () => {
  const readings = createCityReadings([]);
  const full = createFullCarParks();
  const find = () => full.find(usableReadings([PARK], "parking", { readings, nowMs: NOW + 2_000 }));
  readings.take(park({ ts: NOW, occupied: 97, capacity: 100 }));
  readings.take(park({ ts: NOW, bay: "A1", isOccupied: true }));
  expect(find()).toMatchObject([{ code: "parking.full", params: { occupied: 97, percent: 97 } }]);
  readings.take(park({ ts: NOW + 1_000, bay: "A1", isOccupied: false }));
  expect(find()).toHaveLength(1);
  readings.take(park({ ts: NOW + 2_000, occupied: 90, capacity: 100 }));
  expect(find()).toEqual([]);
});

it("has heard of a car park that tells of nothing but its bays", () => {
  const readings = createCityReadings([]);
  readings.take(park({ ts: NOW, bay: "A1", isOccupied: true }));
  readings.take(park({ ts: NOW + 1_000, bay: "A2", isOccupied: true }));
  expect(readings.latest(PARK.id)).toMatchObject({ ts: NOW + 1_000 });
});
