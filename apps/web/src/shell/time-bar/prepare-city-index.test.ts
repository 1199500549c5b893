import { expect, it } from "vitest";
import { bandPath, hourTicks, indexPath, indexTop, xOf, yOf } from "./prepare-city-index.ts";

const T = Date.parse("2026-11-25T10:00:00Z");
const HOUR = 3_600_000;
const scale = { fromMs: T, toMs: T + HOUR, widthPx: 600, heightPx: 60, top: 1.5 };

it("time runs from left to right, free flow lies at the foot", () => {
  expect([xOf(scale, T), xOf(scale, T + HOUR)]).toEqual([0, 600]);
  expect([yOf(scale, 1), yOf(scale, 1.5), yOf(scale, 0.9)]).toEqual([60, 0, 60]);
});

it("a missing minute breaks the line", () => {
  const minute = (number: number, value: number | null) => ({
    startAt: T + number * 60_000,
    sizeMs: 60_000,
    value,
  });
  const points = [minute(0, 1), minute(1, 1.25), minute(2, null), minute(4, 1.5)];
  expect(indexPath(points, scale)).toBe("M5.0 60.0L15.0 30.0M45.0 0.0");
});

it("quarter-hours of a loaded history join the minutes that follow", () => {
  const points = [
    { startAt: T, sizeMs: 900_000, value: 1 },
    { startAt: T + 900_000, sizeMs: 60_000, value: 1.5 },
  ];
  expect(indexPath(points, scale)).toBe("M75.0 60.0L155.0 0.0");
});

it("the typical band steps by the hour and ends with the range", () => {
  expect(bandPath([{ startAt: T - HOUR, p15: 1, p85: 1.25 }], scale)).toBe(
    "M0.0 30.0L600.0 30.0L600.0 60.0L0.0 60.0Z",
  );
  expect(bandPath([], scale)).toBe("");
});

it("what has come and what comes are two parts of the typical band", () => {
  const typical = [
    { startAt: T, p15: 1, p85: 1.25 },
    { startAt: T + HOUR / 2, p15: 1, p85: 1.5 },
  ];
  const now = T + (HOUR * 3) / 4;
  expect(bandPath(typical, scale, { fromMs: now, toMs: scale.toMs })).toBe(
    "M450.0 0.0L600.0 0.0L600.0 60.0L450.0 60.0Z",
  );
  expect(bandPath(typical, scale, { fromMs: T, toMs: now })).toBe(
    "M0.0 30.0L300.0 30.0L300.0 0.0L450.0 0.0L450.0 60.0L300.0 60.0L300.0 60.0L0.0 60.0Z",
  );
  expect(bandPath(typical, scale, { fromMs: scale.toMs, toMs: scale.toMs })).toBe("");
});

it("the scale holds the largest value", () => {
  expect(indexTop([{ value: 1.02 }], [])).toBe(1.5);
  expect(indexTop([{ value: 1.8 }], [{ startAt: T, p15: 1, p85: 2.1 }])).toBe(2.25);
});

it("hours are those of the city's clock", () => {
  const half = HOUR / 2;
  expect(hourTicks({ fromMs: T + 1, toMs: T + 2 * HOUR }, 0)).toEqual([T + HOUR, T + 2 * HOUR]);
  expect(hourTicks({ fromMs: T + 1, toMs: T + 2 * HOUR }, half)).toEqual([T + half, T + half + HOUR]);
});
