import type { ReadingOf } from "@arterial/domain/observation";
import { expect, it } from "vitest";
import { arrivedMessage } from "../testing/messages.ts";
import { createDeviceTracker } from "./device-tracker.ts";

const air = (ts: number, pm25: number) =>
  arrivedMessage("air", { ts, seq: 3, pm25 }, { receivedAt: 9 }).observation;

it("names each changed device once, with its newest values and without time and number", () => {
  const tracker = createDeviceTracker([]);
  tracker.take(air(1, 5));
  tracker.take(air(2, 6));
  expect(tracker.changed()).toEqual([
    { id: "air-1", kind: "air", ts: 2, receivedAt: 9, values: { pm25: 6 } },
  ]);
  expect(tracker.changed()).toEqual([]);
});

it("does not put a bay in the place of its car park's totals", () => {
  const tracker = createDeviceTracker([]);
  const park = (reading: ReadingOf<"parking">) => arrivedMessage("parking", reading).observation;
  tracker.take(park({ ts: 1, occupied: 97, capacity: 100 }));
  tracker.take(park({ ts: 1, bay: "A1", isOccupied: true }));
  tracker.take(park({ ts: 2, bay: "A2", isOccupied: false }));
  expect(tracker.changed()).toMatchObject([{ ts: 1, values: { occupied: 97, capacity: 100 } }]);
  tracker.take(park({ ts: 3, bay: "A1", isOccupied: false }));
  expect(tracker.changed()).toEqual([]);
});

it("starts from what was stored, and a late reading changes nothing", () => {
  const stored = { id: "air-1", kind: "air" as const, ts: 5, receivedAt: 5, values: { pm25: 1 } };
  const tracker = createDeviceTracker([stored]);
  expect(tracker.changed()).toEqual([stored]);
  tracker.take(air(4, 9));
  expect(tracker.changed()).toEqual([]);
});
