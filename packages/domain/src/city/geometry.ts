import type { LonLat } from "./network.ts";

/** Mean earth radius of the WGS 84 ellipsoid (R1, IUGG), m. */
const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Length of a degree of latitude on that sphere, m. */
export const METRES_PER_DEG_LAT = EARTH_RADIUS_M * RADIANS;

/** Distance of two points over the sphere (haversine), m. */
export function distanceM(a: LonLat, b: LonLat): number {
  const dLat = (b[1] - a[1]) * RADIANS;
  const dLon = (b[0] - a[0]) * RADIANS;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Compass heading from one point to another, degrees clockwise from north in [0, 360). */
export function headingDeg(from: LonLat, to: LonLat): number {
  const phi1 = from[1] * RADIANS;
  const phi2 = to[1] * RADIANS;
  const dLon = (to[0] - from[0]) * RADIANS;
  const y = Math.sin(dLon) * Math.cos(phi2);
  const x = Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(dLon);
  return (Math.atan2(y, x) / RADIANS + 360) % 360;
}

/**
 * A line prepared for measuring: its vertices in metres on the plane that touches the sphere at the line's first
 * point, and the running length at each vertex. Good to about 1 ‰ for lines of up to some 10 km.
 */
export interface MeasuredLine {
  readonly origin: LonLat;
  /** Metres per degree of longitude and of latitude at the origin. */
  readonly metresPerLon: number;
  readonly metresPerLat: number;
  /** x (east) and y (north) by vertex, m. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Length from the start to each vertex, m. */
  readonly along: Float64Array;
  /** Length of the whole line, m. */
  readonly lengthM: number;
}

/** Prepares a line of at least two points for `projectOnLine` and `pointOnLine`. */
export function measureLine(line: readonly LonLat[]): MeasuredLine {
  const origin = line[0];
  if (!origin || line.length < 2) throw new RangeError("a line needs two points");
  const metresPerLat = METRES_PER_DEG_LAT;
  const metresPerLon = metresPerLat * Math.cos(origin[1] * RADIANS);
  const x = Float64Array.from(line, (point) => (point[0] - origin[0]) * metresPerLon);
  const y = Float64Array.from(line, (point) => (point[1] - origin[1]) * metresPerLat);
  const along = new Float64Array(line.length);
  for (let i = 1; i < line.length; i += 1) {
    along[i] = at(along, i - 1) + Math.hypot(at(x, i) - at(x, i - 1), at(y, i) - at(y, i - 1));
  }
  return { origin, metresPerLon, metresPerLat, x, y, along, lengthM: at(along, line.length - 1) };
}

/** Length of a line of at least two points, m. */
export function lineLengthM(line: readonly LonLat[]): number {
  return measureLine(line).lengthM;
}

export interface LineProjection {
  /** Where on the line the nearest point is, as a share of its length, 0 to 1. */
  fraction: number;
  /** How far the point is from the line, m. */
  distanceM: number;
}

/** Nearest point of a line. Of two that are equally near, the first along the line. */
export function projectOnLine(line: MeasuredLine, lon: number, lat: number): LineProjection {
  const px = (lon - line.origin[0]) * line.metresPerLon;
  const py = (lat - line.origin[1]) * line.metresPerLat;
  let bestSquared = Number.POSITIVE_INFINITY;
  let bestAlong = 0;
  for (let i = 1; i < line.x.length; i += 1) {
    const ax = at(line.x, i - 1);
    const ay = at(line.y, i - 1);
    const dx = at(line.x, i) - ax;
    const dy = at(line.y, i) - ay;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / squared));
    const offX = px - (ax + share * dx);
    const offY = py - (ay + share * dy);
    const offSquared = offX * offX + offY * offY;
    if (offSquared >= bestSquared) continue;
    bestSquared = offSquared;
    bestAlong = at(line.along, i - 1) + share * Math.sqrt(squared);
  }
  return {
    fraction: line.lengthM === 0 ? 0 : bestAlong / line.lengthM,
    distanceM: Math.sqrt(bestSquared),
  };
}

/** Point at a share of a line's length (clamped to 0…1) and the heading of the line there. */
export function pointOnLine(line: MeasuredLine, fraction: number): { point: LonLat; headingDeg: number } {
  const target = Math.min(1, Math.max(0, fraction)) * line.lengthM;
  let i = 1;
  while (i < line.along.length - 1 && at(line.along, i) < target) i += 1;
  const ax = at(line.x, i - 1);
  const ay = at(line.y, i - 1);
  const dx = at(line.x, i) - ax;
  const dy = at(line.y, i) - ay;
  const stretch = at(line.along, i) - at(line.along, i - 1);
  const share = stretch === 0 ? 0 : (target - at(line.along, i - 1)) / stretch;
  return {
    point: [
      line.origin[0] + (ax + share * dx) / line.metresPerLon,
      line.origin[1] + (ay + share * dy) / line.metresPerLat,
    ],
    headingDeg: (Math.atan2(dx, dy) / RADIANS + 360) % 360,
  };
}

/** The part of a line between two shares of its length, 0 to 1, in its own direction. */
export function partOfLine(line: MeasuredLine, from: number, to: number): LonLat[] {
  const inside = Array.from(line.along, (along, index) => ({ along, index })).filter(
    ({ along }) => along > from * line.lengthM && along < to * line.lengthM,
  );
  const vertex = (index: number): LonLat => [
    line.origin[0] + at(line.x, index) / line.metresPerLon,
    line.origin[1] + at(line.y, index) / line.metresPerLat,
  ];
  return [
    pointOnLine(line, from).point,
    ...inside.map(({ index }) => vertex(index)),
    pointOnLine(line, to).point,
  ];
}

/** Index access for arrays whose length the loop has already checked. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
