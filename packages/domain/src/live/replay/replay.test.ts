import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VehiclePosition } from "../frame.ts";
import {
  applyChange,
  canonicalItem,
  canonicalOrder,
  coalesceChanges,
  type RecordedChange,
} from "./live-state.ts";
import { decodeVehicleChanges, encodeVehicleChanges, roundPosition } from "./vehicle-slice.ts";

const AT = 1_800_000_000_000;
const position: fc.Arbitrary<VehiclePosition> = fc
  .record({
    id: fc.constantFrom("v1", "v2", "bus/7", "ü"),
    ts: fc.integer({ min: AT - 60_000, max: AT }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    speedKmh: fc.double({ min: 0, max: 300, noNaN: true }),
    headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
    segmentId: fc.constantFrom(null, "s1", "s2"),
  })
  .map(roundPosition);
const changes: fc.Arbitrary<RecordedChange<VehiclePosition>[]> = fc.array(
  fc.record({
    at: fc.integer({ min: AT, max: AT + 20_000 }),
    set: fc.array(position),
    drop: fc.array(fc.constantFrom("v1", "gone")),
  }),
);

describe("the vehicles of a slice", () => {
  it("come back exactly as they were live", () => {
    fc.assert(
      fc.property(changes, (made) => {
        expect(decodeVehicleChanges(encodeVehicleChanges(made))).toEqual(made);
      }),
    );
  });

  it("take few bytes: a vehicle that drives on takes ten", () => {
    const drive = Array.from(
      { length: 20 },
      (_, second): RecordedChange<VehiclePosition> => ({
        at: AT + second * 1_000,
        set: Array.from({ length: 500 }, (_vehicle, index) =>
          roundPosition({
            id: `vehicle-${index}`,
            ts: AT + second * 1_000 - 100,
            lon: 11 + index * 1e-4 + second * 1.3e-4,
            lat: 54.6 + second * 0.7e-4,
            speedKmh: 40 + (second % 3),
            headingDeg: 60,
            segmentId: "s1",
          }),
        ),
        drop: [],
      }),
    );
    expect(encodeVehicleChanges(drive).byteLength / (20 * 500)).toBeLessThan(10.5);
  });
});

/** What two states are compared by. */
const textOf = (items: Iterable<{ id: string }>) => canonicalOrder(items).map(canonicalItem).join();

describe("a state", () => {
  it("is written the same in whatever order it came about", () => {
    const a = { id: "a", value: { y: 1, x: [1, { q: 1, p: 2 }] } };
    const other = { value: { x: [1, { p: 2, q: 1 }], y: 1 }, id: "a" };
    const b = { id: "b", value: { x: [], y: 0 } };
    expect(textOf([other, b])).toBe(textOf([a, b]));
    expect(textOf([b, other])).toBe(textOf([a, b]));
  });

  it("takes what is set and loses what is dropped, in this order", () => {
    const state = new Map([["a", { id: "a", n: 1 }]]);
    applyChange(state, {
      at: 1,
      drop: ["b", "x"],
      set: [
        { id: "a", n: 2 },
        { id: "b", n: 3 },
      ],
    });
    expect([...state.values()]).toEqual([{ id: "a", n: 2 }]);
  });
});

it("changes of a step made one lead to the same state", () => {
  fc.assert(
    fc.property(changes, fc.integer({ min: 0, max: 5_000 }), (made, stepMs) => {
      const ordered = made.toSorted((a, b) => a.at - b.at);
      const run = (list: readonly RecordedChange<VehiclePosition>[]) =>
        textOf(list.reduce(applyChange<VehiclePosition>, new Map<string, VehiclePosition>()).values());
      expect(run(coalesceChanges(ordered, stepMs))).toBe(run(ordered));
    }),
  );
});
