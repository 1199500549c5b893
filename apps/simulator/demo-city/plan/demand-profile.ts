/** Demand never falls below this share: the live city plays the peak hour thinned out, and should not look deserted. */
export const LEAST_SHARE = 0.35;

const WEEKDAY = [
  0.3, 0.3, 0.3, 0.3, 0.32, 0.42, 0.7, 0.97, 0.97, 0.82, 0.72, 0.72, 0.76, 0.76, 0.79, 0.88, 0.97, 1, 0.87,
  0.69, 0.56, 0.48, 0.43, 0.38,
];
const SATURDAY = [
  0.36, 0.35, 0.3, 0.3, 0.3, 0.33, 0.38, 0.44, 0.53, 0.63, 0.71, 0.75, 0.76, 0.75, 0.73, 0.71, 0.7, 0.69,
  0.66, 0.6, 0.52, 0.47, 0.45, 0.42,
];
const SUNDAY = [
  0.38, 0.36, 0.33, 0.3, 0.3, 0.3, 0.32, 0.34, 0.37, 0.43, 0.5, 0.55, 0.57, 0.57, 0.58, 0.6, 0.62, 0.62, 0.59,
  0.53, 0.46, 0.41, 0.37, 0.35,
];
/** Monday to Sunday. */
const DAYS: readonly (readonly number[])[] = [
  WEEKDAY.map((share) => share * 0.98),
  WEEKDAY,
  WEEKDAY,
  WEEKDAY.map((share, hour) => (hour >= 15 && hour < 20 ? share * 1.02 : share)),
  WEEKDAY.map((share, hour) => (hour >= 12 && hour < 16 ? share * 1.1 : share * 0.97)),
  SATURDAY,
  SUNDAY,
];

/** Share of the recorded peak hour's demand by hour of the week, from Monday 00:00 local time; 168 values up to 1. */
export function demandProfile(): number[] {
  return DAYS.flatMap((day) =>
    day.map((share) => Math.round(Math.min(1, Math.max(LEAST_SHARE, share)) * 1000) / 1000),
  );
}
