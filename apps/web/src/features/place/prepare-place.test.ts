import type { AbnormalItem } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import { itemsAt, roadFigures, slowestRoads, withStates } from "./prepare-place.ts";

const piece = (id: string) => ({ id, name: id, lengthM: 1000, freeFlowKmh: 60 });
const states = new Map([
  ["a", { speedKmh: 60, ratio: 1, congestionClass: "free" as const }],
  ["b", { speedKmh: 20, ratio: 0.33, congestionClass: "severe" as const }],
  ["c", { speedKmh: 40, ratio: 0.67, congestionClass: "heavy" as const }],
]);
const roads = withStates(["a", "b", "c", "d"].map(piece), states);

describe("roads of a place", () => {
  it("tell travel time, congestion and how much of it is known", () => {
    expect(roadFigures(roads)).toEqual({
      lengthM: 4000,
      seconds: 60 + 180 + 90 + 60,
      freeFlowS: 240,
      knownShare: 0.75,
      index: 390 / 240,
      congestedM: 2000,
    });
    expect(roadFigures(withStates([piece("d")], states)).index).toBeNull();
  });

  it("are listed slowest first, and only congested ones", () => {
    expect(slowestRoads(roads, 5).map(({ id }) => id)).toEqual(["b", "c"]);
    expect(slowestRoads(roads, 1).map(({ id }) => id)).toEqual(["b"]);
  });
});

it("an abnormal item concerns a place by its subject, its queue or its device", () => {
  const item = (id: string, subject: AbnormalItem["subject"], segmentIds: string[] = []) =>
    ({ id, subject, segmentIds }) as AbnormalItem;
  const items = [
    item("own", { type: "segment", id: "a" }),
    item("queue", { type: "segment", id: "x" }, ["x", "b"]),
    item("device", { type: "device", id: "cam" }),
    item("far", { type: "segment", id: "x" }, ["x"]),
    item("other", { type: "device", id: "a" }),
  ];
  const place = { segmentIds: new Set(["a", "b"]), deviceIds: new Set(["cam"]) };
  expect(itemsAt(items, place).map(({ id }) => id)).toEqual(["own", "queue", "device"]);
});
