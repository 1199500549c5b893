/**
 * Revised European Air Quality Index: the worst of five pollutants by their hourly concentrations (ETC HE Report
 * 2024/17, table 5.2). It replaces the table with 10, 20, 25 and 50 µg/m³ of PM2.5.
 */
export const EUROPEAN_LEVELS = ["good", "fair", "moderate", "poor", "very_poor", "extremely_poor"] as const;
export type EuropeanLevel = (typeof EUROPEAN_LEVELS)[number];

export const EUROPEAN_POLLUTANTS = ["pm25", "pm10", "no2", "o3", "so2"] as const;
export type EuropeanPollutant = (typeof EUROPEAN_POLLUTANTS)[number];

/** Highest concentration of each level but the last, µg/m³. */
const UPPER: Readonly<Record<EuropeanPollutant, readonly number[]>> = {
  pm25: [5, 15, 50, 90, 140],
  pm10: [15, 45, 120, 195, 270],
  no2: [10, 25, 60, 100, 150],
  o3: [60, 100, 120, 160, 180],
  so2: [20, 40, 125, 190, 275],
};

/** Level of an hourly concentration, µg/m³. */
export function europeanLevel(pollutant: EuropeanPollutant, concentration: number): EuropeanLevel {
  const level = UPPER[pollutant].findIndex((bound) => concentration <= bound);
  return EUROPEAN_LEVELS[level === -1 ? EUROPEAN_LEVELS.length - 1 : level] as EuropeanLevel;
}

/** The worst level and the pollutant that it comes from; null when nothing was measured. */
export function worstEuropeanLevel(
  hour: Readonly<Partial<Record<EuropeanPollutant, number | null>>>,
): { level: EuropeanLevel; pollutant: EuropeanPollutant } | null {
  let worst: { level: EuropeanLevel; pollutant: EuropeanPollutant } | null = null;
  for (const pollutant of EUROPEAN_POLLUTANTS) {
    const value = hour[pollutant] ?? null;
    if (value === null) continue;
    const level = europeanLevel(pollutant, value);
    if (!worst || EUROPEAN_LEVELS.indexOf(level) > EUROPEAN_LEVELS.indexOf(worst.level)) {
      worst = { level, pollutant };
    }
  }
  return worst;
}
