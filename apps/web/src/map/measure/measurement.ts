import type { LonLat } from "@arterial/domain/city/network";
import { SAME_PX, type ScreenDistance } from "../aim/screen-distance.ts";

/** What is being measured: a line, or once it is closed an area. */
export interface Measurement {
  readonly points: readonly LonLat[];
  readonly isClosed: boolean;
}

export const NOTHING_MEASURED: Measurement = { points: [], isClosed: false };

/** So near to the first point a press closes the line, px. */
const CLOSING_PX = 14;

/** True when the line has an inside. */
export function canClose({ points, isClosed }: Measurement): boolean {
  return !isClosed && points.length >= 3;
}

/** Joins the last point with the first. */
export function close(measurement: Measurement): Measurement {
  return canClose(measurement) ? { ...measurement, isClosed: true } : measurement;
}

/** Opens what is closed, or else takes the last point away. */
export function undo({ points, isClosed }: Measurement): Measurement {
  return isClosed ? { points, isClosed: false } : { points: points.slice(0, -1), isClosed };
}

/** Sets a point; closes the line on its first point, and begins anew after an area. */
export function press(measurement: Measurement, at: LonLat, distancePx: ScreenDistance): Measurement {
  const { points, isClosed } = measurement;
  if (isClosed) return { points: [at], isClosed: false };
  const [first, last] = [points[0], points.at(-1)];
  if (first && canClose(measurement) && distancePx(first, at) <= CLOSING_PX) return close(measurement);
  if (last && distancePx(last, at) <= SAME_PX) return measurement;
  return { points: [...points, at], isClosed: false };
}

/** As `press`, and closes the line where its last point was just set. */
export function enter(measurement: Measurement, at: LonLat, distancePx: ScreenDistance): Measurement {
  const last = measurement.points.at(-1);
  if (last && canClose(measurement) && distancePx(last, at) <= SAME_PX) return close(measurement);
  return press(measurement, at, distancePx);
}
