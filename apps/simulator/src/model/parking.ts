import type { LocalTime } from "./local-time.ts";
import { smoothNoise, unitOf } from "./noise.ts";

/** Who uses a car park: sets the hours in which it fills. */
export const PARKING_USES = ["shopping", "office", "residential", "transit"] as const;
export type ParkingUse = (typeof PARKING_USES)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The use that a car park's name tells of, else one that its id decides. */
export function parkingUseOf(carPark: { id: string; name: string }): ParkingUse {
  const name = carPark.name.toLowerCase();
  if (/market|mall|shop|arcade|old town|theatre|centre|center|square/.test(name)) return "shopping";
  if (/station|park and ride|park & ride|p\+r|terminal|ferry/.test(name)) return "transit";
  if (/university|hospital|office|court|town hall|campus|works/.test(name)) return "office";
  if (/residential|garden|green|row|meadow/.test(name)) return "residential";
  return PARKING_USES[Math.floor(unitOf(`use ${carPark.id}`) * PARKING_USES.length)] ?? "shopping";
}

/**
 * Occupied bays of a car park: a pure function of the time, rounded to whole cars.
 *
 * Assumptions, none of them measured anywhere: each use has a curve of the day for working days and one for weekends
 * (offices 8 to 17 h, shops around 12 to 18 h and on Saturdays, commuters 7 to 18 h, residents at night); each car park
 * has its own popularity; days differ by ±8 %, and ±2 % within the half hour.
 */
export function occupiedAt(
  carPark: { id: string; capacity: number; use: ParkingUse },
  atMs: number,
  local: LocalTime,
): number {
  const popularity = 0.72 + 0.33 * unitOf(`popularity ${carPark.id}`);
  const day = 0.08 * smoothNoise(`day ${carPark.id}`, atMs, DAY_MS);
  const minute = 0.02 * smoothNoise(`minute ${carPark.id}`, atMs, HOUR_MS / 2);
  const share = FILL[carPark.use](local.hour, local.weekday) * popularity + day + minute;
  return Math.round(carPark.capacity * Math.max(0.02, Math.min(1, share)));
}

type Fill = (hour: number, weekday: number) => number;

const FILL: Readonly<Record<ParkingUse, Fill>> = {
  shopping: (hour, weekday) => {
    if (weekday === 6) return 0.1 + 0.35 * between(hour, 12, 18, 1.5);
    const evening = weekday >= 4 ? 0.35 * between(hour, 19, 23, 1) : 0.15 * between(hour, 18.5, 21.5, 1);
    return 0.06 + (weekday === 5 ? 0.92 : 0.74) * between(hour, 10, 17.5, 1.2) + evening;
  },
  office: (hour, weekday) => 0.08 + (weekday >= 5 ? 0.1 : 0.88) * between(hour, 8, 16.5, 0.9),
  residential: (hour, weekday) => 0.95 - (weekday >= 5 ? 0.2 : 0.5) * between(hour, 8, 17.5, 1.2),
  transit: (hour, weekday) => 0.12 + (weekday >= 5 ? 0.25 : 0.86) * between(hour, 7.2, 17.5, 0.8),
};

/** 0 outside and 1 inside two hours of the day, with soft edges of about `edgeH`. */
function between(hour: number, from: number, to: number, edgeH: number): number {
  const rise = 1 / (1 + Math.exp((-4 * (hour - from)) / edgeH));
  const fall = 1 / (1 + Math.exp((4 * (hour - to)) / edgeH));
  return rise * fall;
}
