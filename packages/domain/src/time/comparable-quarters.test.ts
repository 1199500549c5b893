import { expect, it } from "vitest";
import { createComparableQuarters } from "./comparable-quarters.ts";

const quarters = createComparableQuarters("Europe/Berlin");
const isoOf = (ms: number | undefined) => new Date(ms ?? Number.NaN).toISOString().slice(0, 16);

it("compares an hour with the same hour of the same weekday in the four weeks before", () => {
  // A Monday, 08:20 in Berlin.
  const { hourAt, sameHourOfWeek, isWeekend } = quarters(Date.parse("2026-07-06T06:20:00Z"));
  expect(isoOf(hourAt)).toBe("2026-07-06T06:00");
  expect(isWeekend).toBe(false);
  expect(sameHourOfWeek).toHaveLength(16);
  expect(sameHourOfWeek.slice(0, 5).map(isoOf)).toEqual([
    ...["2026-06-29T06:00", "2026-06-29T06:15", "2026-06-29T06:30", "2026-06-29T06:45"],
    "2026-06-22T06:00",
  ]);
});

it("compares it with the same hour of working days, or of weekends", () => {
  expect(quarters(Date.parse("2026-07-06T06:20:00Z")).sameSortOfDay).toHaveLength(20 * 4);
  const sunday = quarters(Date.parse("2026-07-05T06:20:00Z"));
  expect(sunday.sameSortOfDay).toHaveLength(8 * 4);
  expect(sunday.isWeekend).toBe(true);
});

it("goes by the clocks of the city across a change of them", () => {
  // Summer time ended on 25 October: 08:00 was 06:00 UTC before and 07:00 UTC after.
  const { sameHourOfWeek } = quarters(Date.parse("2026-11-02T07:05:00Z"));
  expect(sameHourOfWeek.filter((_, index) => index % 4 === 0).map(isoOf)).toEqual([
    ...["2026-10-26T07:00", "2026-10-19T06:00", "2026-10-12T06:00", "2026-10-05T06:00"],
  ]);
});
