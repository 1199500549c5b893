/** Coefficients for real-world driving of light vehicles, ln(g CO₂ per mile) as a polynomial of speed in mph. */
const COEFFICIENTS = [
  7.61353499496556, -0.138565467462594, 0.003915102063854, -0.000049451361017, 0.000000238630156,
] as const;
const KM_PER_MILE = 1.609344;
/** The fit holds from about 5 to 80 mph; outside it is taken at its ends. */
const FIT_MPH = { from: 5, to: 80 } as const;

/**
 * CO₂ of an average light vehicle at a mean speed, g/km (M. Barth and K. Boriboonsomsin, "Real-World Carbon Dioxide
 * Impacts of Traffic Congestion", Transportation Research Record 2058, 2008). A fleet of another country and year emits
 * another amount: for comparing places and hours, not for an inventory.
 */
export function co2GPerKm(speedKmh: number): number {
  const mph = Math.min(FIT_MPH.to, Math.max(FIT_MPH.from, speedKmh / KM_PER_MILE));
  const ln = COEFFICIENTS.reduce((sum, coefficient, power) => sum + coefficient * mph ** power, 0);
  return Math.exp(ln) / KM_PER_MILE;
}

/** CO₂ that traffic emits on a kilometre of one direction in an hour, kg. */
export function co2KgPerKmH(traffic: { flowVph: number; speedKmh: number | null }): number {
  if (traffic.speedKmh === null) return 0;
  return (Math.max(0, traffic.flowVph) * co2GPerKm(traffic.speedKmh)) / 1000;
}
