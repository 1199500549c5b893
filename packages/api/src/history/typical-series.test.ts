import { describe, expect, it } from "vitest";
import { typicalSeries } from "./typical-series.ts";

const HOUR_MS = 3_600_000;
const week = Array.from({ length: 168 }, (_, hourOfWeek) => ({
  hourOfWeek,
  p15: hourOfWeek,
  p50: hourOfWeek,
  p85: hourOfWeek,
}));

describe("typicalSeries", () => {
  it("begins with the hour that is running and changes on the city's clock", () => {
    // Monday 10:20 to 12:05 in Berlin (CEST).
    const fromMs = Date.parse("2026-07-06T08:20:00Z");
    const series = typicalSeries(week, { fromMs, toMs: fromMs + 1.75 * HOUR_MS, timeZone: "Europe/Berlin" });
    expect(series.map((point) => [new Date(point.startAt).toISOString(), point.p50])).toEqual([
      ["2026-07-06T08:15:00.000Z", 10],
      ["2026-07-06T09:00:00.000Z", 11],
      ["2026-07-06T10:00:00.000Z", 12],
    ]);
  });

  it("shows the doubled hour of the end of summer time as one", () => {
    const fromMs = Date.parse("2026-10-24T23:00:00Z");
    const series = typicalSeries(week, { fromMs, toMs: fromMs + 4 * HOUR_MS, timeZone: "Europe/Berlin" });
    expect(series.map((point) => point.p50 - 144)).toEqual([1, 2, 3]);
  });

  it("leaves out hours that nothing is known of", () => {
    const fromMs = Date.parse("2026-07-06T08:00:00Z");
    expect(typicalSeries([], { fromMs, toMs: fromMs + HOUR_MS, timeZone: "UTC" })).toEqual([]);
  });
});
