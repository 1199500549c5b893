/** A point of the plan: metres east and north of the city's origin. */
export type Point = readonly [x: number, y: number];
export type Polyline = readonly Point[];

/** Straight-line distance, m. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Point at the fraction `t` of the straight line from a to b. */
export function mix(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Running length of a line, m; as many values as points, the first is 0. */
export function stations(line: Polyline): number[] {
  const result = [0];
  for (let i = 1; i < line.length; i += 1) {
    result.push((result[i - 1] ?? 0) + distance(line[i - 1] as Point, line[i] as Point));
  }
  return result;
}

/** Length of a line, m. */
export function lineLength(line: Polyline): number {
  return stations(line).at(-1) ?? 0;
}

/** Point at a station (m from the start), clamped to the line's ends. */
export function pointAt(line: Polyline, station: number): Point {
  let rest = Math.max(0, station);
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1] as Point;
    const b = line[i] as Point;
    const length = distance(a, b);
    if (rest <= length && length > 0) return mix(a, b, rest / length);
    rest -= length;
  }
  return line[line.length - 1] as Point;
}

/** Part of a line between two stations, m. */
export function sliceLine(line: Polyline, from: number, to: number): Point[] {
  const along = stations(line);
  const inner = line.filter((_, i) => (along[i] ?? 0) > from + 0.5 && (along[i] ?? 0) < to - 0.5);
  return [pointAt(line, from), ...inner, pointAt(line, to)];
}

/** Smooth curve through control points (centripetal Catmull–Rom), sampled about every `stepM` metres. */
export function smoothCurve(controls: Polyline, stepM: number, isClosed = false): Point[] {
  const count = controls.length;
  const at = (i: number): Point => {
    if (isClosed) return controls[(i + count) % count] as Point;
    return controls[Math.min(count - 1, Math.max(0, i))] as Point;
  };
  const result: Point[] = [];
  for (let i = 0; i < (isClosed ? count : count - 1); i += 1) {
    const steps = Math.max(1, Math.round(distance(at(i), at(i + 1)) / stepM));
    for (let k = 0; k < steps; k += 1)
      result.push(catmullRom([at(i - 1), at(i), at(i + 1), at(i + 2)], k / steps));
  }
  result.push(at(isClosed ? 0 : count - 1));
  return result;
}

function catmullRom(p: readonly [Point, Point, Point, Point], t: number): Point {
  const knots = [0, 0, 0, 0];
  for (let i = 1; i < 4; i += 1) {
    const gap = Math.sqrt(distance(p[i - 1] as Point, p[i] as Point));
    knots[i] = (knots[i - 1] ?? 0) + Math.max(gap, 1e-6);
  }
  const [k0, k1, k2, k3] = knots as [number, number, number, number];
  const at = k1 + (k2 - k1) * t;
  const a1 = mix(p[0], p[1], (at - k0) / (k1 - k0));
  const a2 = mix(p[1], p[2], (at - k1) / (k2 - k1));
  const a3 = mix(p[2], p[3], (at - k2) / (k3 - k2));
  const b1 = mix(a1, a2, (at - k0) / (k2 - k0));
  const b2 = mix(a2, a3, (at - k1) / (k3 - k1));
  return mix(b1, b2, (at - k1) / (k2 - k1));
}

/** The line moved sideways by `offsetM` (left of its direction is positive). */
export function offsetLine(line: Polyline, offsetM: number | readonly number[]): Point[] {
  return line.map((point, i) => {
    const before = line[Math.max(0, i - 1)] as Point;
    const after = line[Math.min(line.length - 1, i + 1)] as Point;
    const length = distance(before, after) || 1;
    const side = typeof offsetM === "number" ? offsetM : (offsetM[i] ?? 0);
    return [
      point[0] - ((after[1] - before[1]) / length) * side,
      point[1] + ((after[0] - before[0]) / length) * side,
    ];
  });
}

/** Fewer points with the same course to within `toleranceM` (Douglas–Peucker). */
export function simplify(line: Polyline, toleranceM: number): Point[] {
  if (line.length < 3) return [...line];
  const first = line[0] as Point;
  const last = line[line.length - 1] as Point;
  let worst = 0;
  let index = 0;
  for (let i = 1; i < line.length - 1; i += 1) {
    const off = distanceToSegment(line[i] as Point, first, last);
    if (off > worst) [worst, index] = [off, i];
  }
  if (worst <= toleranceM) return [first, last];
  return [
    ...simplify(line.slice(0, index + 1), toleranceM).slice(0, -1),
    ...simplify(line.slice(index), toleranceM),
  ];
}

/** Distance from a point to the straight line between a and b, m. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  return distance(point, mix(a, b, projectOnSegment(point, a, b)));
}

/** Fraction of the straight line from a to b that is nearest to the point, 0 to 1. */
export function projectOnSegment(point: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return 0;
  return Math.min(1, Math.max(0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared));
}

/** Fractions (on a–b, on c–d) where two straight lines cross; undefined when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): readonly [number, number] | undefined {
  const ab: Point = [b[0] - a[0], b[1] - a[1]];
  const cd: Point = [d[0] - c[0], d[1] - c[1]];
  const denominator = ab[0] * cd[1] - ab[1] * cd[0];
  if (Math.abs(denominator) < 1e-9) return undefined;
  const t = ((c[0] - a[0]) * cd[1] - (c[1] - a[1]) * cd[0]) / denominator;
  const u = ((c[0] - a[0]) * ab[1] - (c[1] - a[1]) * ab[0]) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t, u] : undefined;
}

/** Stations on the first line where the second one crosses it, with the station on the second, m. */
export function lineCrossings(
  first: Polyline,
  second: Polyline,
): { first: number; second: number; point: Point }[] {
  const result: { first: number; second: number; point: Point }[] = [];
  const alongFirst = stations(first);
  const alongSecond = stations(second);
  for (let i = 1; i < first.length; i += 1) {
    const a = first[i - 1] as Point;
    const b = first[i] as Point;
    for (let j = 1; j < second.length; j += 1) {
      const c = second[j - 1] as Point;
      const d = second[j] as Point;
      if (Math.max(c[0], d[0]) < Math.min(a[0], b[0]) || Math.min(c[0], d[0]) > Math.max(a[0], b[0]))
        continue;
      const hit = crossing(a, b, c, d);
      if (!hit) continue;
      result.push({
        first: (alongFirst[i - 1] ?? 0) + hit[0] * distance(a, b),
        second: (alongSecond[j - 1] ?? 0) + hit[1] * distance(c, d),
        point: mix(a, b, hit[0]),
      });
    }
  }
  return result;
}

/** Whether a point lies inside a polygon's outer ring (even–odd rule). */
export function isInside(point: Point, ring: Polyline): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = ring[i] as Point;
    const b = ring[j] as Point;
    const straddles = a[1] > point[1] !== b[1] > point[1];
    if (straddles && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Signed area of a ring, m²: positive when it runs counter-clockwise. */
export function signedArea(ring: Polyline): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const a = ring[i] as Point;
    const b = ring[(i + 1) % ring.length] as Point;
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

/** Compass bearing from a to b, degrees clockwise from north in [0, 360). */
export function bearingDeg(a: Point, b: Point): number {
  return ((Math.atan2(b[0] - a[0], b[1] - a[1]) * 180) / Math.PI + 360) % 360;
}
