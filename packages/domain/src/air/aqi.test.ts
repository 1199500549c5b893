import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aqiCategory, aqiOf, worstAqi } from "./aqi.ts";
import { mixingRatio } from "./gas-units.ts";
import { nowcast } from "./nowcast.ts";

describe("US EPA AQI of 2024", () => {
  it.each([
    ["pm25_24h", 0, 0],
    ["pm25_24h", 9, 50],
    ["pm25_24h", 9.1, 51],
    // 50 in the table that was replaced in 2024.
    ["pm25_24h", 12, 56],
    ["pm25_24h", 35.4, 100],
    ["pm25_24h", 35.5, 101],
    ["pm25_24h", 55.5, 151],
    ["pm25_24h", 150, 225],
    ["pm25_24h", 325.4, 500],
    ["pm10_24h", 100, 73],
    ["pm10_24h", 154.9, 100],
    // Exactly 125.5, which floating point may round down.
    ["o3_8h", 0.078, 126],
    ["no2_1h", 53.9, 50],
    ["co_8h", 4.49, 50],
  ] as const)("puts %s of %d at %d", (measure, concentration, expected) => {
    expect(aqiOf(measure, concentration)?.index).toBe(expected);
  });

  it("does not use a measure where its table has no entry", () => {
    expect(aqiOf("o3_1h", 0.12)).toBeNull();
    expect(aqiOf("o3_1h", 0.125)?.index).toBe(101);
    expect(aqiOf("o3_8h", 0.25)).toBeNull();
  });

  it("has no index above 200 for an hour of sulphur dioxide", () => {
    const indices = [35, 75, 185, 304, 305, 400, 1_004, 5_000].map((ppb) => aqiOf("so2_1h", ppb)?.index);
    expect(indices).toEqual([50, 100, 150, 200, 200, 200, 200, 200]);
    expect(aqiOf("so2_1h", 700)?.category).toBe("unhealthy");
  });

  it("goes on beyond 500", () => {
    expect(aqiOf("pm25_24h", 400)).toMatchObject({ category: "hazardous" });
    expect(aqiOf("pm25_24h", 400)?.index).toBeGreaterThan(500);
  });

  it("names the worst measure", () => {
    expect(worstAqi({ pm25_24h: 9, pm10_24h: 100 })).toEqual({
      index: 73,
      category: "moderate",
      measure: "pm10_24h",
    });
    expect(worstAqi({})).toBeNull();
  });

  it("never falls while the concentration rises, and its category fits", () => {
    const concentration = fc.double({ min: 0, max: 325.4, noNaN: true });
    fc.assert(
      fc.property(concentration, concentration, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) => aqiOf("pm25_24h", value));
        expect(low?.index ?? 0).toBeLessThanOrEqual(high?.index ?? 0);
        expect(aqiCategory(high?.index ?? 0)).toBe(high?.category);
      }),
    );
  });
});

describe("NowCast", () => {
  it("weighs new hours more when values vary", () => {
    expect(nowcast([13, 16, 10, 21, 74, 64, 53, 82, 90, 75, 80, 50])).toBeCloseTo(17.41, 2);
  });

  it("skips missing hours", () => {
    expect(nowcast([30, 28, null, 25, 24, 24, 26, 27, 25, 26, 28, 29])).toBeCloseTo(27, 1);
  });

  it("is not available without two of the three newest hours", () => {
    expect(nowcast([null, null, 20, 20, 20, 20])).toBeNull();
    expect(nowcast([])).toBeNull();
  });

  it("stays within the values", () => {
    const hour = fc.option(fc.double({ min: 0, max: 500, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(hour, { minLength: 3, maxLength: 12 }), (hourly) => {
        const value = nowcast(hourly);
        if (value === null) return;
        const known = hourly.filter((h) => h !== null);
        expect(value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
      }),
    );
  });
});

describe("gas units", () => {
  it("turn µg/m³ into ppb at 25 °C", () => {
    expect(mixingRatio("no2", 100)).toBeCloseTo(53.15, 2);
    expect(mixingRatio("o3", 100)).toBeCloseTo(50.94, 2);
  });
});
