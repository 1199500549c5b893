import { describe, expect, it } from "vitest";
import { createTimeFormat } from "./format-time.ts";

const AT = Date.parse("2026-11-17T16:42:08Z");

describe("createTimeFormat", () => {
  it("writes an instant in the city's zone, whatever the machine's", () => {
    const format = createTimeFormat("Europe/Berlin");
    expect(format.clock(AT)).toBe("17:42:08");
    expect(format.time(AT)).toBe("17:42");
    expect(format.date(AT)).toBe("Tue 17 Nov 2026");
    expect(format.iso(AT)).toBe("2026-11-17T17:42:08+01:00");
  });

  it.each([
    ["Europe/Berlin", "CET", "UTC+1"],
    ["America/New_York", "EST", "UTC-5"],
    ["Asia/Kathmandu", "UTC+5:45", "UTC+5:45"],
    ["UTC", "UTC", "UTC"],
  ])("names the zone of %s", (timeZone, zone, offset) => {
    const format = createTimeFormat(timeZone);
    expect(format.zone(AT)).toBe(zone);
    expect(format.offset(AT)).toBe(offset);
  });

  it("knows how far the zone's clocks are ahead", () => {
    expect(createTimeFormat("Asia/Kathmandu").offsetMs(AT)).toBe(5.75 * 3_600_000);
  });

  it("tells the repeated hour of autumn apart by its zone", () => {
    const format = createTimeFormat("Europe/Berlin");
    const before = Date.parse("2026-10-25T00:30:00Z");
    const after = Date.parse("2026-10-25T01:30:00Z");
    expect(format.time(before)).toBe(format.time(after));
    expect([format.zone(before), format.zone(after)]).toEqual(["CEST", "CET"]);
    expect(format.iso(before)).toBe("2026-10-25T02:30:00+02:00");
    expect(format.iso(after)).toBe("2026-10-25T02:30:00+01:00");
  });

  it("writes dates and zones in the reader's language", () => {
    const format = createTimeFormat("Europe/Berlin", "de-DE");
    expect(format.clock(AT)).toBe("17:42:08");
    expect(format.date(AT)).toBe("Di. 17. Nov. 2026");
    expect(format.weekday(AT)).toBe("Di");
    expect(format.zone(AT)).toBe("MEZ");
    expect(createTimeFormat("America/New_York", "de-DE").zone(AT)).toBe("EST");
  });

  it("refuses a zone that does not exist", () => {
    expect(() => createTimeFormat("Europe/Lindhaven")).toThrow(RangeError);
  });
});
