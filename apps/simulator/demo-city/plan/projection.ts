import { createProjection } from "@arterial/sumo/projection";
import type { Point } from "./geometry.ts";

/** UTM zone 32 north on WGS 84, the projection of the plan and of its SUMO network. */
export const PROJ_STRING = "+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs";

/** UTM easting and northing, m, of the plan's origin: 54.60 N 10.85 E, open water of the Kiel Bight, where no real place lies. */
export const ORIGIN_EASTING_NORTHING: Point = [619_509, 6_051_854];

const projection = openProjection();

function openProjection(): {
  toLonLat(point: [number, number]): [number, number];
  fromLonLat(lonLat: readonly [number, number]): [number, number];
} {
  const [east, north] = ORIGIN_EASTING_NORTHING;
  const result = createProjection({
    projParameter: PROJ_STRING,
    netOffset: [-east, -north],
    convBoundary: [0, 0, 0, 0],
  });
  if (!result.ok) throw new Error(result.message);
  return result.projection;
}

/** WGS 84 position, rounded to 6 decimals, of a point of the plan. */
export function planToLonLat([x, y]: Point): [number, number] {
  const [lon, lat] = projection.toLonLat([x, y]);
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}

/** Point of the plan of a WGS 84 position. */
export function lonLatToPlan(position: readonly [number, number]): Point {
  return projection.fromLonLat(position);
}
