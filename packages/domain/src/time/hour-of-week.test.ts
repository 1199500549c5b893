import { describe, expect, it } from "vitest";
import { createHourOfWeek } from "./hour-of-week.ts";

describe("hour of the week", () => {
  it.each([
    ["2026-11-22T23:00:00Z", "Europe/Berlin", 0],
    ["2026-11-22T22:59:59Z", "Europe/Berlin", 167],
    ["2026-11-24T07:30:00Z", "Europe/Berlin", 24 + 8],
    ["2026-11-23T00:00:00Z", "UTC", 0],
    // Nepal is 5 h 45 min ahead.
    ["2026-11-22T18:15:00Z", "Asia/Kathmandu", 0],
    ["2026-11-22T18:14:00Z", "Asia/Kathmandu", 167],
  ])("reads %s in %s as %d", (iso, timeZone, expected) => {
    expect(createHourOfWeek(timeZone)(Date.parse(iso))).toBe(expected);
  });

  it("gives both of the hours that are shown twice in autumn the same number, and skips the one in spring", () => {
    const hourOfWeek = createHourOfWeek("Europe/Berlin");
    const sunday = 6 * 24;
    expect(hourOfWeek(Date.parse("2026-10-25T00:30:00Z"))).toBe(sunday + 2);
    expect(hourOfWeek(Date.parse("2026-10-25T01:30:00Z"))).toBe(sunday + 2);
    expect(hourOfWeek(Date.parse("2026-03-29T00:59:00Z"))).toBe(sunday + 1);
    expect(hourOfWeek(Date.parse("2026-03-29T01:00:00Z"))).toBe(sunday + 3);
  });
});
