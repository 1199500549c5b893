import type { LonLat } from "@arterial/domain/city/network";
import { compassIndex } from "../../ui/compass.ts";

/** The eight directions of travel, clockwise from north. */
export const DIRECTIONS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
export type Direction = (typeof DIRECTIONS)[number];

const DEGREE = Math.PI / 180;

/** Direction of travel from the first to the last point of a line; null for a loop or a single point. */
export function directionOfLine(line: readonly LonLat[]): Direction | null {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last) return null;
  const north = last[1] - first[1];
  const east = (last[0] - first[0]) * Math.cos(((first[1] + last[1]) / 2) * DEGREE);
  if (Math.hypot(north, east) < 1e-7) return null;
  return DIRECTIONS[compassIndex(Math.atan2(east, north) / DEGREE)] ?? null;
}

/** West, south, east, north of a line, degrees. */
export function boundsOfLine(
  line: readonly LonLat[],
): readonly [west: number, south: number, east: number, north: number] {
  const lons = line.map(([lon]) => lon);
  const lats = line.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
