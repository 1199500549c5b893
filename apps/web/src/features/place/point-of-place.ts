import { measureLine, pointOnLine } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { Place } from "./use-place.ts";

/** The middle of a line of at least two points, along it. */
export function middleOfLine(line: readonly LonLat[]): LonLat {
  return pointOnLine(measureLine(line), 0.5).point;
}

/** The point that stands for a place: a site's junction, the middle of a corridor's first way, that of a district. */
export function pointOfPlace({ type, bounds, ways }: Pick<Place, "type" | "bounds" | "ways">): LonLat {
  const [west, south, east, north] = bounds;
  const [way = []] = ways;
  const [road] = way;
  if (type === "zone" || !road) return [(west + east) / 2, (south + north) / 2];
  if (type === "site") return road.arm === "in" ? road.ends[1] : road.ends[0];
  return middleOfLine(way.flatMap(({ ends }) => ends));
}
