import { distanceM } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";

/** Length of a line, m. */
export function lineLengthM(line: readonly LonLat[]): number {
  let length = 0;
  for (const [index, point] of line.entries()) {
    const previous = line[index - 1];
    if (previous) length += distanceM(previous, point);
  }
  return length;
}

/** The point at a share of a line's length, 0 at its beginning and 1 at its end. */
function pointAtShare(line: readonly LonLat[], share: number): LonLat | undefined {
  let left = lineLengthM(line) * share;
  for (const [index, point] of line.entries()) {
    const previous = line[index - 1];
    if (!previous) continue;
    const part = distanceM(previous, point);
    if (left <= part && part > 0) {
      const along = left / part;
      return [previous[0] + (point[0] - previous[0]) * along, previous[1] + (point[1] - previous[1]) * along];
    }
    left -= part;
  }
  return line.at(-1);
}

/** `count` ≥ 2 points at equal distances along a line, its ends included. */
export function resample(line: readonly LonLat[], count: number): LonLat[] {
  return Array.from({ length: count }, (_, index) => pointAtShare(line, index / (count - 1))).filter(
    (point) => point !== undefined,
  );
}

/** Mean distance between two lines that run side by side in the same direction, m. */
export function meanGapM(a: readonly LonLat[], b: readonly LonLat[]): number {
  const samples = 9;
  const inA = resample(a, samples);
  const inB = resample(b, samples);
  let sum = 0;
  for (const [index, point] of inA.entries()) sum += distanceM(point, inB[index] ?? point);
  return sum / samples;
}

/** The line midway between two lines that run side by side in the same direction, with the vertices of the first. */
export function centreLine(a: readonly LonLat[], b: readonly LonLat[]): LonLat[] {
  const length = lineLengthM(a);
  let walked = 0;
  return a.map((point, index) => {
    walked += distanceM(a[index - 1] ?? point, point);
    const other = pointAtShare(b, length > 0 ? walked / length : 0) ?? point;
    return [(point[0] + other[0]) / 2, (point[1] + other[1]) / 2];
  });
}

/** Centre of a ring's box: good enough to stand a name on. */
export function ringCentre(ring: readonly LonLat[]): LonLat {
  const lons = ring.map((point) => point[0]);
  const lats = ring.map((point) => point[1]);
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}
