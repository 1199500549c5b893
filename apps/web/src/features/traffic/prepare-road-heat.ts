import type { LonLat } from "@arterial/domain/city/network";
import type { LiveSegment } from "@arterial/domain/live/frame";
import type { FeatureCollection, Point } from "geojson";

/** Distance between sample points, degrees of latitude (about 70 m). */
const STEP_DEG = 0.00063;

function samplePoints(line: readonly LonLat[]): LonLat[] {
  const points: LonLat[] = [];
  let carried = STEP_DEG / 2;
  for (const [index, end] of line.entries()) {
    const start = line[index - 1];
    if (!start) continue;
    const shrink = Math.cos((start[1] * Math.PI) / 180);
    const length = Math.hypot((end[0] - start[0]) * shrink, end[1] - start[1]);
    for (; carried < length; carried += STEP_DEG) {
      const share = carried / length;
      points.push([start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share]);
    }
    carried -= length;
  }
  return points;
}

/** Points along every segment, weighted 0 to 1 by what it carries; none where that is nothing. */
export function prepareRoadHeat(
  lines: ReadonlyMap<string, readonly LonLat[]>,
  live: ReadonlyMap<string, LiveSegment>,
  weightOf: (segment: LiveSegment) => number,
): FeatureCollection<Point, { weight: number }> {
  const features = [...live].flatMap(([id, segment]) => {
    const weight = Math.min(1, weightOf(segment));
    if (weight <= 0) return [];
    return samplePoints(lines.get(id) ?? []).map((coordinates) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates },
      properties: { weight },
    }));
  });
  return { type: "FeatureCollection", features };
}
