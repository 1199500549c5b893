import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChartTime,
  dragStretch,
  keepOlder,
  leastStretchMs,
  moveStretch,
  pointsWithin,
  type Stretch,
  stretchOfKey,
  zoomStretch,
} from "./stretch.ts";

const MIN = 60_000;
const minutes = (from: number, to: number): Stretch => ({ from: from * MIN, to: to * MIN });
const points = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ at: (from + index) * MIN, value: from + index }));
const HOUR: ChartTime = { whole: minutes(0, 60), points: points(0, 60), intervalMs: MIN };

describe("dragging", () => {
  it("shows what was dragged over, from either side, from point to point", () => {
    expect(dragStretch(10.3 * MIN, 29.6 * MIN, null, HOUR)).toEqual(minutes(10, 30));
    expect(dragStretch(29.6 * MIN, 10.3 * MIN, null, HOUR)).toEqual(minutes(10, 30));
  });

  it("ends with the chart, and is the whole when everything was dragged over", () => {
    expect(dragStretch(40 * MIN, 99 * MIN, null, HOUR)).toEqual(minutes(40, 60));
    expect(dragStretch(-1 * MIN, 60 * MIN, minutes(10, 20), HOUR)).toBeNull();
  });

  it("changes nothing when it is but a click or too short for a line", () => {
    expect(dragStretch(10 * MIN, 10 * MIN, minutes(5, 25), HOUR)).toEqual(minutes(5, 25));
    expect(dragStretch(10 * MIN, 13 * MIN, null, HOUR)).toBeNull();
  });

  it("does not jump over a gap to the next point", () => {
    const time = { ...HOUR, points: [...points(0, 10), ...points(40, 60)] };
    expect(dragStretch(5 * MIN, 25 * MIN, null, time)).toEqual(minutes(5, 25));
  });
});

describe("zooming by keys", () => {
  it("halves and doubles about the middle, or about the cursor", () => {
    expect(zoomStretch("in", null, null, HOUR)).toEqual(minutes(15, 45));
    expect(zoomStretch("in", 60 * MIN, null, HOUR)).toEqual(minutes(30, 60));
    expect(zoomStretch("out", null, minutes(20, 30), HOUR)).toEqual(minutes(15, 35));
  });

  it("ends at the whole, and at the shortest stretch", () => {
    expect(zoomStretch("out", null, minutes(10, 45), HOUR)).toBeNull();
    expect(zoomStretch("in", null, minutes(10, 15), HOUR)).toEqual(minutes(10, 15));
  });

  it("moves a quarter of its length, as far as there is something", () => {
    expect(moveStretch("later", minutes(20, 40), HOUR)).toEqual(minutes(25, 45));
    expect(moveStretch("earlier", minutes(2, 22), HOUR)).toEqual(minutes(0, 20));
    expect(moveStretch("later", null, HOUR)).toBeNull();
  });

  it("never leaves the chart, and never gets shorter than the shortest", () => {
    const step = fc.constantFrom("+", "-", "left", "right");
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), (steps, interval) => {
        const time = { ...HOUR, intervalMs: interval * MIN };
        let shown: Stretch | null = null;
        for (const name of steps) {
          const key = name === "left" ? "ArrowLeft" : name === "right" ? "ArrowRight" : name;
          shown = stretchOfKey({ key, shiftKey: key.startsWith("Arrow") }, null, shown, time) ?? null;
          if (!shown) continue;
          expect(shown.from).toBeGreaterThanOrEqual(time.whole.from);
          expect(shown.to).toBeLessThanOrEqual(time.whole.to);
          expect(shown.to - shown.from).toBeGreaterThanOrEqual(leastStretchMs(time.intervalMs));
        }
      }),
    );
  });

  it.each([
    ["+", false, minutes(15, 25)],
    ["-", false, minutes(0, 40)],
    ["ArrowLeft", true, minutes(5, 25)],
    ["ArrowRight", true, minutes(15, 35)],
    ["ArrowLeft", false, undefined],
    ["Escape", false, null],
    ["t", false, undefined],
  ])("%s with shift %s", (key, shiftKey, stretch) => {
    expect(stretchOfKey({ key, shiftKey }, null, minutes(10, 30), HOUR)).toEqual(stretch);
  });

  it("leaves Escape to others while the whole is shown", () => {
    expect(stretchOfKey({ key: "Escape", shiftKey: false }, null, null, HOUR)).toBeUndefined();
  });
});

it("takes the points of the stretch, its ends included", () => {
  expect(pointsWithin(points(0, 10), minutes(3, 5)).map(({ value }) => value)).toEqual([3, 4, 5]);
});

it("keeps what a live chart has dropped, and takes the rest as it is known now", () => {
  const typical = (startMinute: number) => ({ startAt: startMinute * MIN, p15: 1, p50: 2, p85: 3 });
  const corrected = points(2, 4).map((point) => ({ ...point, value: 99 }));
  const kept = keepOlder(
    { points: points(0, 3), typical: [typical(0)] },
    { points: corrected, typical: [typical(0), typical(60)] },
  );
  expect(kept.points.map(({ value }) => value)).toEqual([0, 1, 99, 99, 99]);
  expect(kept.typical.map(({ startAt }) => startAt)).toEqual([0, 60 * MIN]);
  expect(keepOlder({ points: points(0, 1), typical: [] }, { points: [], typical: [] }).points).toHaveLength(
    2,
  );
});
