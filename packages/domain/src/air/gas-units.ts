/** Molar volume of an ideal gas at 25 °C and 1013.25 hPa, the EPA's reference conditions, litres. */
const MOLAR_VOLUME_L = 24.45;

const MOLAR_MASS_G = { no2: 46.0055, o3: 47.9982, so2: 64.064, co: 28.0101 } as const;

/** Mixing ratio of a gas from its concentration: µg/m³ to ppb, which is the same as mg/m³ to ppm. */
export function mixingRatio(gas: keyof typeof MOLAR_MASS_G, concentration: number): number {
  return (concentration * MOLAR_VOLUME_L) / MOLAR_MASS_G[gas];
}
