import { expect, it } from "vitest";
import { arrivedMessage } from "../testing/messages.ts";
import { createVehicleTracker } from "./vehicle-tracker.ts";

const T = 1_000_000;
function at(ts: number, fields: object = {}, receivedAt = ts) {
  const reading = { ts, id: "v1", lon: 10, lat: 54, speedKmh: 36, ...fields };
  return arrivedMessage("vehicle", reading, { receivedAt }).observation;
}
const create = () => createVehicleTracker({ intervalMsOf: () => 1_000 });

it("a frame holds the vehicles heard from since the last one", () => {
  const tracker = create();
  tracker.take(at(T, { headingDeg: 90, segmentId: "s1" }));
  expect(tracker.frame(T + 100)).toEqual({
    at: T + 100,
    vehicles: [{ id: "v1", ts: T, lon: 10, lat: 54, speedKmh: 36, headingDeg: 90, segmentId: "s1" }],
    gone: [],
  });
  expect(tracker.frame(T + 1_100).vehicles).toEqual([]);
});

it("a vehicle that falls silent is gone once, and comes back when it is heard again", () => {
  const tracker = create();
  tracker.take(at(T));
  tracker.frame(T);
  expect(tracker.frame(T + 4_999).gone).toEqual([]);
  expect(tracker.frame(T + 5_000).gone).toEqual(["v1"]);
  expect(tracker.frame(T + 6_000).gone).toEqual([]);
  tracker.take(at(T + 7_000));
  expect(tracker.frame(T + 7_000).vehicles).toHaveLength(1);
});

it("an older position never replaces a newer one, and history is not shown as now", () => {
  const tracker = create();
  tracker.take(at(T, { speedKmh: 1 }));
  tracker.take(at(T - 1_000, { speedKmh: 2 }, T));
  tracker.take(at(T - 61_000, { id: "old" }, T));
  expect(tracker.frame(T).vehicles.map((v) => [v.id, v.speedKmh])).toEqual([["v1", 1]]);
});

it("takes the heading from the way driven when the feed has none, and keeps it while standing", () => {
  const tracker = create();
  tracker.take(at(T));
  tracker.take(at(T + 1_000, { lon: 10.001 }));
  expect(tracker.frame(T).vehicles[0]?.headingDeg).toBeCloseTo(90, 0);
  tracker.take(at(T + 2_000, { lon: 10.001 }));
  expect(tracker.frame(T).vehicles[0]?.headingDeg).toBeCloseTo(90, 0);
  tracker.take(at(T + 3_000, { lon: 10.001, lat: 53.999 }));
  expect(tracker.frame(T).vehicles[0]?.headingDeg).toBeCloseTo(180, 0);
});
