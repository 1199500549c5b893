import { describe, expect, it } from "vitest";
import { compareLoops } from "./compare-loops.ts";

const row = (index: number, count: number, speedMs?: number) => ({
  id: "loop",
  beginS: index * 60,
  endS: (index + 1) * 60,
  count,
  flowVph: count * 60,
  occupancyPercent: 0,
  ...(speedMs === undefined ? {} : { speedMs }),
});
const ROWS = [row(0, 2, 10), row(1, 0)];

describe("compareLoops", () => {
  it("finds equal what has the same counts and almost the same speeds", () => {
    const readings = new Map([["loop", [{ count: 2, speedKmh: 36.05 }, { count: 0 }]]]);
    expect(compareLoops(ROWS, readings)).toMatchObject({
      isEqual: true,
      intervals: 2,
      vehicles: 2,
      loops: 1,
    });
  });

  it.each([
    ["another count", [{ count: 3, speedKmh: 36 }, { count: 0 }], { otherCounts: 1 }],
    ["another speed", [{ count: 2, speedKmh: 36.2 }, { count: 0 }], { otherCounts: 0 }],
    [
      "a speed where nothing passed",
      [
        { count: 2, speedKmh: 36 },
        { count: 0, speedKmh: 0 },
      ],
      { otherCounts: 1 },
    ],
    ["an interval that is not there", [{ count: 2, speedKmh: 36 }], { missing: 1 }],
  ])("does not when there is %s", (_name, list, expected) => {
    expect(compareLoops(ROWS, new Map([["loop", list]]))).toMatchObject({ isEqual: false, ...expected });
  });

  it("does not when there is nothing to compare", () => {
    expect(compareLoops([], new Map()).isEqual).toBe(false);
  });
});
