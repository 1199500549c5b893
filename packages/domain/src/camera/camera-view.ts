import { distanceM, headingDeg } from "../city/geometry.ts";
import type { LonLat } from "../city/network.ts";

/** Where a camera stands and what it looks at. */
export interface CameraPlace {
  lon: number;
  lat: number;
  headingDeg?: number | undefined;
  fieldOfViewDeg?: number | undefined;
  rangeM?: number | undefined;
}

/** How a point lies to a camera. */
export interface CameraSight {
  distanceM: number;
  /** Angle between the camera's axis and the point, 0 to 180; null when the camera's heading is not known. */
  offAxisDeg: number | null;
  /** It is within range and inside the field of view; walls are not known. */
  isInView: boolean;
}

/** Where a camera has none of its own. Ours: a usual fixed lens, and as far as a vehicle can still be told apart. */
const DEFAULT_FIELD_OF_VIEW_DEG = 60;
const DEFAULT_RANGE_M = 200;

/** Whether a camera looks at a point, by its heading, field of view and range. */
export function sightOf(camera: CameraPlace, point: LonLat): CameraSight {
  const from: LonLat = [camera.lon, camera.lat];
  const far = distanceM(from, point);
  if (camera.headingDeg === undefined) return { distanceM: far, offAxisDeg: null, isInView: false };
  const turn = Math.abs(headingDeg(from, point) - camera.headingDeg) % 360;
  const offAxisDeg = Math.min(turn, 360 - turn);
  const isAimed = offAxisDeg <= (camera.fieldOfViewDeg ?? DEFAULT_FIELD_OF_VIEW_DEG) / 2;
  return { distanceM: far, offAxisDeg, isInView: isAimed && far <= (camera.rangeM ?? DEFAULT_RANGE_M) };
}

/** The best sight that a camera has of any of some points: one in view before one that is not, then the nearest. */
export function bestSight(camera: CameraPlace, points: readonly LonLat[]): CameraSight | null {
  const sights = points.map((point) => sightOf(camera, point));
  return sights.reduce<CameraSight | null>((best, sight) => {
    if (best === null || sight.isInView !== best.isInView) return sight.isInView || !best ? sight : best;
    return sight.distanceM < best.distanceM ? sight : best;
  }, null);
}
