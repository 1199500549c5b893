import { describe, expect, it } from "vitest";
import { moveCursor } from "./move-cursor.ts";
import { nearestPoint, prepareTimeSeries, type TimeSeriesInput, typicalAt } from "./prepare-time-series.ts";

const MIN = 60_000;

function input(changes: Partial<TimeSeriesInput> = {}): TimeSeriesInput {
  return {
    points: [],
    typical: [],
    lines: [],
    from: 0,
    to: 10 * MIN,
    intervalMs: MIN,
    isZeroBased: true,
    offsetAt: () => 0,
    ...changes,
  };
}
const points = (...minutes: number[]) => minutes.map((minute) => ({ at: minute * MIN, value: 40 + minute }));
const range = (startMinute: number, p50: number) => ({
  startAt: startMinute * MIN,
  p15: p50 - 5,
  p50,
  p85: p50 + 5,
});

describe("prepareTimeSeries", () => {
  it("breaks the observed line across missing readings", () => {
    const { rows } = prepareTimeSeries(input({ points: points(0, 1, 2, 6, 7, 8, 9, 10) }));
    const between = rows.filter((row) => row.at > 2 * MIN && row.at < 6 * MIN);
    expect(between.map((row) => row.observed)).toEqual([null]);
  });

  it("hatches a gap only when it is longer than five intervals", () => {
    expect(prepareTimeSeries(input({ points: points(0, 4, 5, 6, 7, 8, 9, 10) })).gaps).toEqual([]);
    const { gaps } = prepareTimeSeries(input({ points: points(0, 7, 8, 9, 10) }));
    expect(gaps).toEqual([{ from: 0, to: 7 * MIN }]);
  });

  it("hatches an hour in which nothing came", () => {
    expect(prepareTimeSeries(input()).gaps).toEqual([{ from: 0, to: 10 * MIN }]);
  });

  it("keeps the observed line whole where only the typical range changes", () => {
    const series = prepareTimeSeries(
      input({ points: points(4, 6), typical: [range(0, 30), range(5, 50)], intervalMs: 2 * MIN }),
    );
    const atStep = series.rows.find((row) => row.at === 5 * MIN);
    expect(atStep).toMatchObject({ observed: 45, typical: 50 });
  });

  it("carries the typical range over every row, from one hour to the next", () => {
    const { rows } = prepareTimeSeries(
      input({ points: points(1, 8), typical: [range(-50, 30), range(5, 50)] }),
    );
    expect(rows.find((row) => row.at === 1 * MIN)?.band).toEqual([25, 35]);
    expect(rows.find((row) => row.at === 8 * MIN)?.band).toEqual([45, 55]);
  });

  it("includes zero for quantities that have one, and level lines always", () => {
    const lines = [{ value: 82, label: "free flow", kind: "reference" as const }];
    const { yTicks } = prepareTimeSeries(input({ points: points(0, 1), lines }));
    expect(yTicks[0]).toBe(0);
    expect(yTicks.at(-1)).toBeGreaterThanOrEqual(82);
    const [low = 0] = prepareTimeSeries(input({ points: points(0, 1), isZeroBased: false })).yTicks;
    expect(low).toBeGreaterThan(30);
  });

  it("takes the newest value that is there as the last one", () => {
    const series = prepareTimeSeries(input({ points: [...points(1, 2), { at: 3 * MIN, value: null }] }));
    expect(series.last).toEqual({ at: 2 * MIN, value: 42 });
  });

  it("leaves out what lies outside of the range", () => {
    const { rows } = prepareTimeSeries(input({ points: points(-3, 5, 30) }));
    expect(rows.every((row) => row.at >= 0 && row.at <= 10 * MIN)).toBe(true);
  });
});

describe("typicalAt", () => {
  it("is the range that began last, and none before the first", () => {
    expect(typicalAt([range(0, 30), range(60, 50)], 59 * MIN)?.p50).toBe(30);
    expect(typicalAt([range(10, 30)], 5 * MIN)).toBeNull();
  });
});

describe("the cursor", () => {
  const series = points(0, 1, 2);
  it("snaps to the nearest observed point", () => {
    expect(nearestPoint(series, 1.4 * MIN)?.at).toBe(1 * MIN);
    expect(nearestPoint([], 5)).toBeNull();
  });

  it.each([
    ["ArrowLeft", null, 2],
    ["ArrowLeft", 2, 1],
    ["ArrowLeft", 0, 0],
    ["ArrowRight", 1, 2],
    ["Home", 2, 0],
    ["End", 0, 2],
  ] as const)("%s from minute %s goes to minute %s", (key, from, to) => {
    expect(moveCursor(series, from === null ? null : from * MIN, key)).toBe(to * MIN);
  });

  it("leaves on Escape, and only then", () => {
    expect(moveCursor(series, MIN, "Escape")).toBeNull();
    expect(moveCursor(series, null, "Escape")).toBeUndefined();
    expect(moveCursor(series, MIN, "x")).toBeUndefined();
  });
});
