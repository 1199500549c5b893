import { distanceM } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import { area } from "@turf/area";
import { kinks } from "@turf/kinks";
import type { Polygon } from "geojson";
import type { Measurement } from "./measurement.ts";

/** Lengths and area over the ground (the sphere of mean earth radius, without hills). */
export interface MeasuredFigures {
  /** Each leg, in the order of the points; a closed line has one more, back to its first point. */
  legsM: readonly number[];
  /** All legs together: the perimeter of a closed line. */
  lengthM: number;
  /** Null while the line is open, and where it crosses itself, since that has no one inside. */
  areaM2: number | null;
}

function polygonOf(points: readonly LonLat[]): Polygon {
  return {
    type: "Polygon",
    coordinates: [[...points, ...points.slice(0, 1)].map(([lon, lat]) => [lon, lat])],
  };
}

/** The figures of what has been measured so far. */
export function measuredFigures({ points, isClosed }: Measurement): MeasuredFigures {
  const ends = isClosed ? [...points.slice(1), ...points.slice(0, 1)] : points.slice(1);
  const legsM = ends.map((end, index) => distanceM(points[index] as LonLat, end));
  const lengthM = legsM.reduce((sum, legM) => sum + legM, 0);
  if (!isClosed) return { legsM, lengthM, areaM2: null };
  const polygon = polygonOf(points);
  const isCrossed = kinks(polygon).features.length > 0;
  return { legsM, lengthM, areaM2: isCrossed ? null : area(polygon) };
}
