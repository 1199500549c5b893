/**
 * US EPA Air Quality Index with the breakpoints of 2024 (EPA-454/B-24-002, May 2024; 89 FR 16202, in force since
 * 6 May 2024; 40 CFR 58 Appendix G).
 */
export const AQI_CATEGORIES = [
  "good",
  "moderate",
  "unhealthy_sensitive",
  "unhealthy",
  "very_unhealthy",
  "hazardous",
] as const;
export type AqiCategory = (typeof AQI_CATEGORIES)[number];

/** Upper index of each category. */
const INDEX_UPPER = [50, 100, 150, 200, 300, 500] as const;

/** Pollutant with the averaging time that its breakpoints are for. */
export const AQI_MEASURES = ["pm25_24h", "pm10_24h", "o3_8h", "o3_1h", "co_8h", "so2_1h", "no2_1h"] as const;
export type AqiMeasure = (typeof AQI_MEASURES)[number];

interface Breakpoints {
  /** Steps of one unit: concentrations are cut (not rounded) to whole steps before anything else. */
  stepsPerUnit: number;
  /** Unit of the concentration. */
  unit: "µg/m³" | "ppm" | "ppb";
  /** Highest concentration of each category, in steps; null where the measure is not used for it. */
  upper: readonly (number | null)[];
  /** Concentration, in steps, from which the index rises no further. */
  most?: number;
}

const BREAKPOINTS: Readonly<Record<AqiMeasure, Breakpoints>> = {
  pm25_24h: { stepsPerUnit: 10, unit: "µg/m³", upper: [90, 354, 554, 1254, 2254, 3254] },
  pm10_24h: { stepsPerUnit: 1, unit: "µg/m³", upper: [54, 154, 254, 354, 424, 604] },
  o3_8h: { stepsPerUnit: 1000, unit: "ppm", upper: [54, 70, 85, 105, 200, null] },
  o3_1h: { stepsPerUnit: 1000, unit: "ppm", upper: [null, 124, 164, 204, 404, 604] },
  co_8h: { stepsPerUnit: 10, unit: "ppm", upper: [44, 94, 124, 154, 304, 504] },
  // Indices above 200 are for means of 24 hours (note to table 2 of Appendix G): an hour's alone is at most 200.
  so2_1h: { stepsPerUnit: 1, unit: "ppb", upper: [35, 75, 185, 304, null, null], most: 304 },
  no2_1h: { stepsPerUnit: 1, unit: "ppb", upper: [53, 100, 360, 649, 1249, 2049] },
};

export interface AqiValue {
  /** Whole number; above 500 the scale has ended ("Beyond the AQI"). */
  index: number;
  category: AqiCategory;
}

/**
 * Index of a concentration in the measure's unit; null when the measure is not defined there (ozone over one hour
 * below 0.125 ppm, over eight hours above 0.200 ppm). Interpolated in whole steps, so that halves round up exactly.
 * Above the last breakpoint the last line is carried on; sulphur dioxide over one hour stays at 200.
 */
export function aqiOf(measure: AqiMeasure, concentration: number): AqiValue | null {
  const { stepsPerUnit, upper, most = Number.POSITIVE_INFINITY } = BREAKPOINTS[measure];
  // 12.3 × 10 may fall a hair short of 123.
  const steps = Math.min(most, Math.floor(Math.max(0, concentration) * stepsPerUnit + 1e-6));
  const found = upper.findIndex((bound) => bound !== null && steps <= bound);
  const level = found === -1 ? upper.length - 1 : found;
  const high = upper[level] ?? null;
  const below = level === 0 ? -1 : (upper[level - 1] ?? null);
  if (high === null || below === null || (measure === "o3_1h" && level < 2)) return null;
  const low = below + 1;
  const indexLow = level === 0 ? 0 : (INDEX_UPPER[level - 1] as number) + 1;
  const indexHigh = INDEX_UPPER[level] as number;
  const span = high - low;
  const index = Math.floor((2 * (indexHigh - indexLow) * (steps - low) + span) / (2 * span)) + indexLow;
  return { index, category: AQI_CATEGORIES[level] as AqiCategory };
}

/** Category of an index. */
export function aqiCategory(index: number): AqiCategory {
  const level = INDEX_UPPER.findIndex((bound) => index <= bound);
  return AQI_CATEGORIES[level === -1 ? AQI_CATEGORIES.length - 1 : level] as AqiCategory;
}

/** Index of several measures: the worst, and which it is; null for none. */
export function worstAqi(
  values: Partial<Record<AqiMeasure, number>>,
): (AqiValue & { measure: AqiMeasure }) | null {
  let worst: (AqiValue & { measure: AqiMeasure }) | null = null;
  for (const measure of AQI_MEASURES) {
    const value = values[measure] === undefined ? null : aqiOf(measure, values[measure]);
    if (value && (!worst || value.index > worst.index)) worst = { ...value, measure };
  }
  return worst;
}
