import { airReadingSchema } from "@arterial/domain/air/observation";
import { weatherReadingSchema } from "@arterial/domain/weather/observation";
import { describe, expect, it } from "vitest";
import { airAt } from "./air.ts";
import { createDemand, demandProfileSchema, plainDemandProfile } from "./demand.ts";
import { createLocalTime } from "./local-time.ts";
import { smoothNoise, unitOf } from "./noise.ts";
import { occupiedAt, PARKING_USES, parkingUseOf } from "./parking.ts";
import { weatherAt } from "./weather.ts";

const HOUR_MS = 3_600_000;
const localTimeAt = createLocalTime("Europe/Berlin");
const YEAR = Array.from({ length: 366 * 8 }, (_, step) => Date.UTC(2026, 0, 1) + step * 3 * HOUR_MS);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("createLocalTime", () => {
  it.each([
    ["2026-11-23T00:00:00+01:00", 0, 0],
    ["2026-07-19T23:30:00+02:00", 23.5, 167.5],
    ["2026-03-29T03:15:00+02:00", 3.25, 147.25],
    ["1969-12-31T12:00:00Z", 13, 61],
  ])("shows %s as the clocks of the city do", (text, hour, hourOfWeek) => {
    const local = localTimeAt(Date.parse(text));
    expect([local.hour, local.hourOfWeek]).toEqual([hour, hourOfWeek]);
  });
});

describe("smoothNoise", () => {
  it("is the same for the same seed and time, continuous, and inside its bounds", () => {
    for (let step = 0; step < 2000; step += 1) {
      const atMs = 1.7e12 + step * 60_000;
      const value = smoothNoise("x", atMs, HOUR_MS);
      expect(value).toBe(smoothNoise("x", atMs, HOUR_MS));
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(Math.abs(value - smoothNoise("x", atMs + 1000, HOUR_MS))).toBeLessThan(0.01);
    }
  });

  it("spreads evenly over texts", () => {
    expect(mean(Array.from({ length: 2000 }, (_, index) => unitOf(`v${index}`)))).toBeCloseTo(0.5, 1);
  });
});

describe("demand", () => {
  it("meets the profile in the middle of each hour and joins the end of the week to its start", () => {
    const profile = plainDemandProfile();
    expect(demandProfileSchema.parse(profile)).toHaveLength(168);
    const demand = createDemand(profile);
    expect(demand(7.5)).toBeCloseTo(profile[7] ?? 0, 9);
    expect(demand(167.999)).toBeCloseTo(demand(0), 2);
  });
});

describe("weatherAt", () => {
  const samples = YEAR.map((atMs) => weatherAt("w", atMs, localTimeAt(atMs)));

  it("stays inside what a weather reading may be", () => {
    for (const values of samples)
      expect(weatherReadingSchema.safeParse({ ts: 0, ...values }).success).toBe(true);
  });

  it("is warmer in summer than in winter and rains sometimes, not always", () => {
    const month = (index: number) => samples.slice(index * 240, index * 240 + 240);
    expect(mean(month(6).map((one) => one.temperatureC))).toBeGreaterThan(14);
    expect(mean(month(0).map((one) => one.temperatureC))).toBeLessThan(4);
    const wet = samples.filter((one) => one.precipitationMmH > 0).length / samples.length;
    expect(wet).toBeGreaterThan(0.02);
    expect(wet).toBeLessThan(0.25);
  });
});

describe("airAt", () => {
  const at = (atMs: number, trafficIndex: number) => {
    const local = localTimeAt(atMs);
    return airAt({ stationId: "a", atMs, local, trafficIndex, weather: weatherAt("city", atMs, local) });
  };

  it("stays inside what an air reading may be", () => {
    for (const atMs of YEAR) {
      expect(airReadingSchema.safeParse({ ts: 0, ...at(atMs, 1) }).success).toBe(true);
    }
  });

  it("has more nitrogen dioxide and less ozone where there is more traffic", () => {
    const atMs = Date.UTC(2026, 5, 15, 10);
    expect(at(atMs, 1).no2).toBeGreaterThan(at(atMs, 0.1).no2);
    expect(at(atMs, 1).o3).toBeLessThan(at(atMs, 0.1).o3);
  });
});

describe("occupiedAt", () => {
  it.each(PARKING_USES)("never fills a %s car park beyond its bays", (use) => {
    for (const atMs of YEAR) {
      const occupied = occupiedAt({ id: "p", capacity: 120, use }, atMs, localTimeAt(atMs));
      expect(occupied).toBeGreaterThanOrEqual(0);
      expect(occupied).toBeLessThanOrEqual(120);
    }
  });

  it("fills offices by day and homes by night", () => {
    const at = (use: "office" | "residential", text: string) =>
      occupiedAt({ id: "p", capacity: 200, use }, Date.parse(text), localTimeAt(Date.parse(text)));
    expect(at("office", "2026-11-24T11:00:00+01:00")).toBeGreaterThan(
      at("office", "2026-11-24T03:00:00+01:00") + 60,
    );
    expect(at("residential", "2026-11-24T03:00:00+01:00")).toBeGreaterThan(
      at("residential", "2026-11-24T11:00:00+01:00"),
    );
  });

  it("takes the use from the name where it tells", () => {
    expect(parkingUseOf({ id: "1", name: "Central Station West" })).toBe("transit");
    expect(parkingUseOf({ id: "1", name: "University Hospital" })).toBe("office");
    expect(PARKING_USES).toContain(parkingUseOf({ id: "7", name: "Quayside" }));
  });
});
