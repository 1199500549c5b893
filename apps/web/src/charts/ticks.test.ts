import { createZoneOffset } from "@arterial/domain/time/zone-offset";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../ui/format-time.ts";
import { niceTicks, tickDecimals, timeTicks } from "./ticks.ts";

const MIN = 60_000;

describe("niceTicks", () => {
  it.each([
    [[18, 82], true, [0, 25, 50, 75, 100]],
    [[0.12, 0.41], true, [0, 0.2, 0.4, 0.6]],
    [[6.6, 8.7], false, [6, 7, 8, 9]],
  ])("rounds %s", (values, isZeroBased, ticks) => expect(niceTicks(values, isZeroBased)).toEqual(ticks));

  it("always encloses the values with at most six ticks", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, isZeroBased) => {
        const ticks = niceTicks(values, isZeroBased);
        const slack = 1e-6 * Math.max(1, ...values.map(Math.abs));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - slack);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe("tickDecimals", () => {
  it.each([
    [[0, 20, 40], 0],
    [[0, 0.2, 0.4], 1],
    [[0, 2.5, 5], 1],
    [[0, 0.25, 0.5], 2],
    [[0, 250, 500], 0],
  ])("of %s is %d", (ticks, decimals) => expect(tickDecimals(ticks)).toBe(decimals));
});

describe("timeTicks", () => {
  it("are quarters of an hour in an hour that begins at an odd minute", () => {
    expect(timeTicks(7 * MIN, 67 * MIN, () => 0)).toEqual([15, 30, 45, 60].map((minute) => minute * MIN));
  });

  const HOUR = 60 * MIN;
  it.each([
    ["Europe/Berlin", "2026-07-01T04:10:00Z", 10, ["08:00", "10:00", "12:00", "14:00", "16:00"]],
    ["Asia/Kolkata", "2026-07-01T04:10:00Z", 4, ["10:00", "11:00", "12:00", "13:00"]],
    ["Asia/Kathmandu", "2026-07-01T04:10:00Z", 12, ["12:00", "15:00", "18:00", "21:00"]],
    ["Europe/Berlin", "2026-03-28T23:30:00Z", 8, ["04:00", "06:00", "08:00"]],
    ["Europe/Berlin", "2026-10-24T23:30:00Z", 4, ["02:00", "02:00", "03:00", "04:00"]],
  ])("are round by the clocks of %s from %s on", (timeZone, from, hours, shown) => {
    const { time } = createTimeFormat(timeZone);
    const start = Date.parse(from);
    expect(timeTicks(start, start + hours * HOUR, createZoneOffset(timeZone)).map(time)).toEqual(shown);
  });
});
