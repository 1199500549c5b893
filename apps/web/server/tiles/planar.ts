import type { LonLat } from "@arterial/domain/city/network";

/** Metres per degree of latitude on the WGS 84 mean sphere. */
const METRES_PER_DEGREE = 111_195;

/** Distance of two near points, m (equirectangular; good to 0.1 % over a city). */
export function distanceM(a: LonLat, b: LonLat): number {
  const metresPerDegreeLon = METRES_PER_DEGREE * Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
  return Math.hypot((b[0] - a[0]) * metresPerDegreeLon, (b[1] - a[1]) * METRES_PER_DEGREE);
}

/** Length of a line, m. */
export function lineLengthM(line: readonly LonLat[]): number {
  let length = 0;
  for (const [index, point] of line.entries()) {
    const previous = line[index - 1];
    if (previous) length += distanceM(previous, point);
  }
  return length;
}

/** `count` ≥ 2 points at equal distances along a line, its ends included. */
export function resample(line: readonly LonLat[], count: number): LonLat[] {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last) return [];
  const step = lineLengthM(line) / (count - 1);
  const points: LonLat[] = [first];
  let walked = 0;
  for (const [index, point] of line.entries()) {
    const previous = line[index - 1];
    if (!previous) continue;
    const part = distanceM(previous, point);
    while (points.length < count - 1 && part > 0 && walked + part >= step * points.length) {
      const share = (step * points.length - walked) / part;
      points.push([
        previous[0] + (point[0] - previous[0]) * share,
        previous[1] + (point[1] - previous[1]) * share,
      ]);
    }
    walked += part;
  }
  while (points.length < count) points.push(last);
  return points;
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

/** The line midway between two lines that run side by side in the same direction. */
export function centreLine(a: readonly LonLat[], b: readonly LonLat[]): LonLat[] {
  const count = Math.max(a.length, b.length, 2);
  const inB = resample(b, count);
  return resample(a, count).map((point, index) => {
    const other = inB[index] ?? point;
    return [(point[0] + other[0]) / 2, (point[1] + other[1]) / 2];
  });
}

/** Centre of a ring's box: good enough to stand a name on. */
export function ringCentre(ring: readonly LonLat[]): LonLat {
  const lons = ring.map((point) => point[0]);
  const lats = ring.map((point) => point[1]);
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}
