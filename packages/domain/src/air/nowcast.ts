/** Hours that the NowCast looks back. */
export const NOWCAST_HOURS = 12;

const RECENT_HOURS = 3;
const MIN_RECENT = 2;
const MIN_WEIGHT = 0.5;

/**
 * NowCast of particulate matter (US EPA, NEPIS P100X0J6): a mean of the last 12 clock hours in which newer hours weigh
 * more the more the values vary. `hourly[0]` is the newest hour; null where there is none. Not cut: cut the result like
 * any concentration (0.1 µg/m³ for PM2.5, 1 for PM10). Null unless two of the three newest hours exist.
 */
export function nowcast(hourly: readonly (number | null)[]): number | null {
  const hours = hourly.slice(0, NOWCAST_HOURS);
  const isKnown = (value: number | null): value is number => value !== null;
  if (hours.slice(0, RECENT_HOURS).filter(isKnown).length < MIN_RECENT) return null;
  const known = hours.filter(isKnown);
  const max = Math.max(...known);
  const weight = max === 0 ? 1 : Math.max(MIN_WEIGHT, 1 - (max - Math.min(...known)) / max);
  let weighted = 0;
  let weights = 0;
  hours.forEach((value, age) => {
    if (value === null) return;
    weighted += weight ** age * value;
    weights += weight ** age;
  });
  return weighted / weights;
}
