import { describe, expect, it } from "vitest";
import { europeanLevel, worstEuropeanLevel } from "./european-index.ts";
import { type HourlyMeans, stationIndex } from "./station-index.ts";

const hour = (means: Partial<HourlyMeans>): HourlyMeans => ({
  pm25: null,
  pm10: null,
  no2: null,
  o3: null,
  so2: null,
  co: null,
  ...means,
});

describe("the revised European index", () => {
  it.each([
    ["pm25", [5, 15, 50, 90, 140]],
    ["pm10", [15, 45, 120, 195, 270]],
    ["no2", [10, 25, 60, 100, 150]],
    ["o3", [60, 100, 120, 160, 180]],
    ["so2", [20, 40, 125, 190, 275]],
  ] as const)("puts %s into the levels of 2024, bounds included", (pollutant, bounds) => {
    const levels = ["good", "fair", "moderate", "poor", "very_poor"];
    expect(bounds.map((bound) => europeanLevel(pollutant, bound))).toEqual(levels);
    expect(bounds.map((bound) => europeanLevel(pollutant, bound + 0.1))).toEqual([
      ...levels.slice(1),
      "extremely_poor",
    ]);
  });

  it("is that of the worst pollutant, and none without a value", () => {
    expect(worstEuropeanLevel({ pm25: 4, no2: 70, o3: null })).toEqual({ level: "poor", pollutant: "no2" });
    expect(worstEuropeanLevel({})).toBeNull();
  });
});

describe("stationIndex", () => {
  it("takes the NowCast of particles", () => {
    const pm25 = [13, 16, 10, 21, 74, 64, 53, 82, 90, 75, 80, 50];
    const index = stationIndex(pm25.map((value) => hour({ pm25: value })));
    expect(index.nowcasts.pm25).toBeCloseTo(17.41, 2);
    // 17.4 µg/m³: (100 − 51) / (35.4 − 9.1) × (17.4 − 9.1) + 51 = 66.46
    expect(index.us).toEqual({ index: 66, category: "moderate", measure: "pm25_24h" });
    expect(index.european).toEqual({ level: "fair", pollutant: "pm25" });
  });

  it("has no NowCast without two of the three newest hours, and says what is missing", () => {
    const index = stationIndex([null, null, ...Array.from({ length: 10 }, () => hour({ pm25: 20 }))]);
    expect(index).toMatchObject({ us: null, nowcasts: { pm25: null }, european: null });
    expect(index.usMissing).toEqual(["pm25_24h", "pm10_24h", "o3_8h", "co_8h", "so2_1h", "no2_1h"]);
    expect(index.europeanMissing).toEqual(["pm25", "pm10", "no2", "o3", "so2"]);
  });

  it("needs six of eight hours of ozone and carbon monoxide", () => {
    const of = (known: number) =>
      Array.from({ length: 8 }, (_, age) => (age < known ? hour({ o3: 153 }) : null));
    expect(stationIndex(of(5)).us).toBeNull();
    // 153 µg/m³ are 77.9 ppb, cut to 0.077 ppm: (150 − 101) / (0.085 − 0.071) × 0.006 + 101 = 122
    expect(stationIndex(of(6)).us).toEqual({ index: 122, category: "unhealthy_sensitive", measure: "o3_8h" });
  });

  it("takes the newest hour of nitrogen and sulphur dioxide", () => {
    // 200 µg/m³ are 106.3 ppb, cut to 106: (150 − 101) / (360 − 101) × 5 + 101 = 101.9
    const index = stationIndex([hour({ no2: 200, so2: 5 }), hour({ no2: 10, so2: 5 })]);
    expect(index.us).toEqual({ index: 102, category: "unhealthy_sensitive", measure: "no2_1h" });
    expect(index.usMissing).toEqual(["pm25_24h", "pm10_24h", "o3_8h", "co_8h"]);
    expect(index.european).toEqual({ level: "extremely_poor", pollutant: "no2" });
  });
});
