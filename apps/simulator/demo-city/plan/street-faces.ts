import { distance, type Point, type Polyline, signedArea } from "./geometry.ts";
import { R1_MIDDLE } from "./outer-ring.ts";
import { BUILT_UP } from "./places.ts";
import { buildRoadGraph, type Crossing } from "./road-graph.ts";
import { STREETS, type Street } from "./streets.ts";

interface HalfEdge {
  readonly from: Crossing;
  readonly to: Crossing;
  readonly line: Polyline;
}

/** Blocks of the city: rings (counter-clockwise) of road middle lines, between which nothing but minor streets runs. */
export function findStreetFaces(): Point[][] {
  const outline: Street[] = [R1_MIDDLE, BUILT_UP].map((line, i) => ({
    name: i === 0 ? "R1" : "edge of town",
    streetClass: "residential",
    lanes: 1,
    speedLimitKmh: 30,
    directions: "compass",
    isOpenEnd: false,
    hasInterchange: false,
    line,
  }));
  const streets = [...STREETS.map((s) => ({ ...s, isOpenEnd: false })), ...outline];
  const graph = buildRoadGraph(streets, []);
  const halves = graph.stretches.flatMap((s): HalfEdge[] => [
    { from: s.from, to: s.to, line: s.line },
    { from: s.to, to: s.from, line: [...s.line].reverse() },
  ]);
  return traceFaces(withoutDeadEnds(halves)).filter((ring) => signedArea(ring) > 2500);
}

function withoutDeadEnds(halves: readonly HalfEdge[]): HalfEdge[] {
  let rest = [...halves];
  for (;;) {
    const arms = new Map<Crossing, number>();
    for (const half of rest) arms.set(half.from, (arms.get(half.from) ?? 0) + 1);
    const next = rest.filter((half) => (arms.get(half.from) ?? 0) > 1 && (arms.get(half.to) ?? 0) > 1);
    if (next.length === rest.length) return rest;
    rest = next;
  }
}

function headingOf(half: HalfEdge): number {
  const from = half.line[0] as Point;
  const ahead = half.line.find((p) => distance(p, from) > 12) ?? (half.line.at(-1) as Point);
  return Math.atan2(ahead[1] - from[1], ahead[0] - from[0]);
}

/** Walks every half-edge, always turning left-most, so that each face is traced once with its inside on the left. */
function traceFaces(halves: readonly HalfEdge[]): Point[][] {
  const leaving = new Map<Crossing, HalfEdge[]>();
  for (const half of halves) leaving.set(half.from, [...(leaving.get(half.from) ?? []), half]);
  for (const arms of leaving.values()) arms.sort((a, b) => headingOf(a) - headingOf(b));
  const open = new Set(halves);
  const faces: Point[][] = [];
  for (const start of halves) {
    if (!open.has(start)) continue;
    const ring: Point[] = [];
    let half: HalfEdge | undefined = start;
    while (half && open.has(half)) {
      open.delete(half);
      ring.push(...half.line.slice(0, -1));
      half = leftmost(half, leaving.get(half.to) ?? []);
    }
    faces.push(ring);
  }
  return faces;
}

function leftmost(arriving: HalfEdge, arms: readonly HalfEdge[]): HalfEdge | undefined {
  const back = arms.findIndex((arm) => arm.to === arriving.from && sameLine(arm.line, arriving.line));
  return arms[(back - 1 + arms.length) % arms.length];
}

function sameLine(there: Polyline, back: Polyline): boolean {
  return there.length === back.length && distance(there[1] as Point, back[back.length - 2] as Point) < 0.01;
}
