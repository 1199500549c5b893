import {
  distance,
  lineCrossings,
  lineLength,
  type Point,
  type Polyline,
  pointAt,
  sliceLine,
} from "./geometry.ts";
import type { Street } from "./streets.ts";

/** Crossings nearer than this along a street become one junction, m. */
const MERGE_M = 72;
/** Longer stretches between two crossings are divided into equal parts, m. */
const LONGEST_M = 720;

/** A place where streets meet. `stops` are the streets' own stations there. */
export interface Crossing {
  point: Point;
  readonly stops: { readonly street: Street; readonly stationM: number }[];
  readonly isOpenEnd: boolean;
}

/** One stretch of a street between two neighbouring crossings, in the direction in which the street is drawn. */
export interface Stretch {
  readonly street: Street;
  readonly from: Crossing;
  readonly to: Crossing;
  readonly line: Polyline;
}

/** An extra place where a street must be cut, such as the end of a ramp. */
export interface ForcedStop {
  readonly street: Street;
  readonly stationM: number;
}

/** The streets cut at their crossings. `stops` holds one crossing per forced stop, in the same order. */
export interface RoadGraph {
  readonly stretches: readonly Stretch[];
  readonly stops: readonly Crossing[];
}

/** Cuts streets at their crossings, joins crossings that nearly coincide and drops short stubs. */
export function buildRoadGraph(streets: readonly Street[], forced: readonly ForcedStop[]): RoadGraph {
  const crossings = findCrossings(streets);
  const stops = forced.map((stop): Crossing => {
    const crossing = { point: pointAt(stop.street.line, stop.stationM), stops: [stop], isOpenEnd: false };
    crossings.push(crossing);
    return crossing;
  });
  for (const street of streets) {
    if (!street.isOpenEnd) continue;
    const stationM = lineLength(street.line);
    crossings.push({ point: pointAt(street.line, stationM), stops: [{ street, stationM }], isOpenEnd: true });
  }
  const merged = mergeNear(crossings);
  const stretches = streets.flatMap((street) => cutStreet(street, merged));
  return { stretches: withoutDoubles(stretches).flatMap(divideLong), stops };
}

function findCrossings(streets: readonly Street[]): Crossing[] {
  const result: Crossing[] = [];
  for (let i = 0; i < streets.length; i += 1) {
    for (let j = i + 1; j < streets.length; j += 1) {
      const a = streets[i] as Street;
      const b = streets[j] as Street;
      if (a.directions === "ring" && b.directions === "ring") continue;
      for (const hit of lineCrossings(a.line, b.line)) {
        const stops = [
          { street: a, stationM: hit.first },
          { street: b, stationM: hit.second },
        ];
        result.push({ point: hit.point, stops, isOpenEnd: false });
      }
    }
  }
  return result;
}

const RANK = { primary: 0, secondary: 1, residential: 2 } as const;

/** Joins crossings closer than MERGE_M; the point on the highest-ranking pair of streets wins. */
function mergeNear(crossings: readonly Crossing[]): Crossing[] {
  const rank = (crossing: Crossing): number =>
    crossing.isOpenEnd ? -1 : crossing.stops.reduce((sum, stop) => sum + RANK[stop.street.streetClass], 0);
  const ordered = [...crossings].sort((a, b) => rank(a) - rank(b));
  const kept: Crossing[] = [];
  for (const crossing of ordered) {
    const host = kept.find((other) => distance(other.point, crossing.point) < MERGE_M);
    if (!host) {
      kept.push(crossing);
      continue;
    }
    for (const stop of crossing.stops) {
      const known = host.stops.some(
        (s) => s.street === stop.street && Math.abs(s.stationM - stop.stationM) < 3 * MERGE_M,
      );
      if (!known) host.stops.push(stop);
    }
  }
  return kept;
}

function cutStreet(street: Street, crossings: readonly Crossing[]): Stretch[] {
  const stops = crossings
    .flatMap((crossing) =>
      crossing.stops.filter((s) => s.street === street).map((s) => ({ crossing, at: s.stationM })),
    )
    .sort((a, b) => a.at - b.at);
  const total = lineLength(street.line);
  const isLoop = distance(street.line[0] as Point, street.line.at(-1) as Point) < 1;
  const result: Stretch[] = [];
  for (let i = 1; i < stops.length; i += 1) {
    const a = stops[i - 1] as (typeof stops)[number];
    const b = stops[i] as (typeof stops)[number];
    result.push(stretch(street, a.crossing, b.crossing, sliceLine(street.line, a.at, b.at)));
  }
  const first = stops[0];
  const last = stops.at(-1);
  if (isLoop && first && last) {
    const line = [...sliceLine(street.line, last.at, total), ...sliceLine(street.line, 0, first.at).slice(1)];
    result.push(stretch(street, last.crossing, first.crossing, line));
  }
  return result.filter((s) => s.from !== s.to);
}

/** A stretch whose line ends exactly on its junctions, though these may have moved when crossings were joined. */
function stretch(street: Street, from: Crossing, to: Crossing, line: Polyline): Stretch {
  const start = line[0] as Point;
  const end = line[line.length - 1] as Point;
  const fromClearM = distance(start, from.point) + 30;
  const toClearM = distance(end, to.point) + 30;
  const inner = line
    .slice(1, -1)
    .filter((p) => distance(p, start) > fromClearM && distance(p, end) > toClearM);
  return { street, from, to, line: [from.point, ...inner, to.point] };
}

/** Divides a long stretch into equal parts, so that a segment is short enough to show where a queue stands. */
function divideLong(whole: Stretch): Stretch[] {
  const lengthM = lineLength(whole.line);
  const parts = Math.ceil(lengthM / LONGEST_M);
  const result: Stretch[] = [];
  let from = whole.from;
  for (let i = 1; i <= parts; i += 1) {
    const endM = (lengthM * i) / parts;
    const isLast = i === parts;
    const stops = [{ street: whole.street, stationM: endM }];
    const to: Crossing = isLast ? whole.to : { point: pointAt(whole.line, endM), stops, isOpenEnd: false };
    result.push({
      street: whole.street,
      from,
      to,
      line: sliceLine(whole.line, (lengthM * (i - 1)) / parts, endM),
    });
    from = to;
  }
  return result;
}

function withoutDoubles(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  const ordered = [...stretches].sort((a, b) => RANK[a.street.streetClass] - RANK[b.street.streetClass]);
  for (const candidate of ordered) {
    const isDouble = kept.some(
      (s) =>
        ((s.from === candidate.from && s.to === candidate.to) ||
          (s.from === candidate.to && s.to === candidate.from)) &&
        lineLength(s.line) > 0.8 * lineLength(candidate.line),
    );
    if (!isDouble) kept.push(candidate);
  }
  return stretches.filter((s) => kept.includes(s));
}
