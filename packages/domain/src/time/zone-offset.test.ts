import { describe, expect, it } from "vitest";
import { createZoneOffset } from "./zone-offset.ts";

const HOUR = 3_600_000;

describe("zone offset", () => {
  it.each([
    ["2026-01-15T12:00:00Z", "Europe/Berlin", 1],
    ["2026-07-15T12:00:00Z", "Europe/Berlin", 2],
    ["2026-10-25T00:59:59Z", "Europe/Berlin", 2],
    ["2026-10-25T01:00:00Z", "Europe/Berlin", 1],
    ["2026-07-15T12:00:00Z", "Asia/Kathmandu", 5.75],
    ["2026-07-15T12:00:00Z", "America/New_York", -4],
    ["2026-07-15T12:00:00Z", "UTC", 0],
  ])("at %s in %s is %d h", (iso, timeZone, hours) => {
    expect(createZoneOffset(timeZone)(Date.parse(iso))).toBe(hours * HOUR);
  });
});
