import { distanceM, METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";

/** The end of one segment and the start of the next are joined when they are not farther apart. */
const MAX_JUNCTION_M = 80;
/** A way along the street that is so much longer than the straight line is not the way that was driven. */
const MAX_DETOUR = 3;
const DETOUR_ALLOWANCE_M = 30;
/** A fix farther off its street than this is not drawn along it. */
const MAX_OFF_STREET_M = 40;

/** A line with the way driven at each of its points, m. */
export interface Street {
  points: readonly LonLat[];
  alongM: readonly number[];
}

/** A place on a street, and how far the fix lies beside it, degrees. */
export interface StreetPlace {
  alongM: number;
  offset: LonLat;
}

function mix(a: LonLat, b: LonLat, share: number): LonLat {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Measures a line once. */
export function createStreet(points: readonly LonLat[]): Street {
  const alongM: number[] = [];
  let sum = 0;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before) sum += distanceM(before, point);
    alongM.push(sum);
  }
  return { points, alongM };
}

/** Length of a street, m. */
export function streetLengthM({ alongM }: Street): number {
  return alongM.at(-1) ?? 0;
}

/** The point after so many metres; beyond the ends it is the end. */
export function pointAlong({ points, alongM }: Street, wayM: number): LonLat {
  let index = 1;
  while (index < points.length - 1 && (alongM[index] ?? 0) < wayM) index += 1;
  const [a, b] = [points[index - 1], points[index]];
  if (!a || !b) return points[0] ?? [0, 0];
  const [from, to] = [alongM[index - 1] ?? 0, alongM[index] ?? 0];
  const share = to > from ? (wayM - from) / (to - from) : 0;
  return mix(a, b, Math.max(0, Math.min(1, share)));
}

/** The place of a street that is nearest to a point; null when that is too far away. */
export function placeOn({ points, alongM }: Street, point: LonLat): StreetPlace | null {
  const scale = Math.cos((point[1] * Math.PI) / 180);
  let best: (StreetPlace & { distance: number }) | null = null;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    if (!a || !b) continue;
    const [dx, dy] = [(b[0] - a[0]) * scale, b[1] - a[1]];
    const [px, py] = [(point[0] - a[0]) * scale, point[1] - a[1]];
    const square = dx * dx + dy * dy;
    const share = square > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / square)) : 0;
    const foot = mix(a, b, share);
    const distance = Math.hypot((point[0] - foot[0]) * scale, point[1] - foot[1]);
    if (best && distance >= best.distance) continue;
    const [from, to] = [alongM[index - 1] ?? 0, alongM[index] ?? 0];
    const offset: LonLat = [point[0] - foot[0], point[1] - foot[1]];
    best = { alongM: from + (to - from) * share, offset, distance };
  }
  return best && best.distance * METRES_PER_DEG_LAT <= MAX_OFF_STREET_M ? best : null;
}

/** The part of a street from one place to another, both in metres along it. */
function cut({ points, alongM }: Street, fromM: number, toM: number): LonLat[] {
  const between = points.filter((_, index) => {
    const way = alongM[index] ?? 0;
    return way > fromM && way < toM;
  });
  const street = { points, alongM };
  return [pointAlong(street, fromM), ...between, pointAlong(street, toM)];
}

/** A fix and the street that it is on. */
export interface FixOnStreet {
  point: LonLat;
  street: Street;
}

/** A way to be driven, and how far beside it its start and end lie. */
export interface Route {
  way: Street;
  lengthM: number;
  from: LonLat;
  to: LonLat;
}

/** The way along the streets from one fix to the next; null when there is none that makes sense. */
export function findRoute(before: FixOnStreet, last: FixOnStreet): Route | null {
  const [start, end] = [placeOn(before.street, before.point), placeOn(last.street, last.point)];
  if (!start || !end) return null;
  const parts: LonLat[] = [];
  if (before.street === last.street) {
    if (end.alongM < start.alongM) return null;
    parts.push(...cut(last.street, start.alongM, end.alongM));
  } else {
    const [exit, entry] = [before.street.points.at(-1), last.street.points[0]];
    if (!exit || !entry || distanceM(exit, entry) > MAX_JUNCTION_M) return null;
    parts.push(...cut(before.street, start.alongM, streetLengthM(before.street)));
    parts.push(...cut(last.street, 0, end.alongM));
  }
  const way = createStreet(parts);
  const lengthM = streetLengthM(way);
  if (lengthM > distanceM(before.point, last.point) * MAX_DETOUR + DETOUR_ALLOWANCE_M) return null;
  return { way, lengthM, from: start.offset, to: end.offset };
}

/** The way ahead of a fix to the end of its street; null when it is too far off it. */
export function findWayAhead({ point, street }: FixOnStreet): Route | null {
  const place = placeOn(street, point);
  if (!place) return null;
  const way = createStreet(cut(street, place.alongM, streetLengthM(street)));
  return { way, lengthM: streetLengthM(way), from: place.offset, to: place.offset };
}

/** Where one is after so many metres of a route; at its end one stays. */
export function alongRoute({ way, lengthM, from, to }: Route, wayM: number): LonLat {
  const [lon, lat] = pointAlong(way, wayM);
  const share = lengthM > 0 ? Math.max(0, Math.min(1, wayM / lengthM)) : 1;
  const [east, north] = mix(from, to, share);
  return [lon + east, lat + north];
}
