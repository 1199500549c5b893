import { type TravelTime, travelTime } from "../traffic/travel-time.ts";

/** A part of a segment that a route drives, in the order of driving. */
export interface RoutePiece {
  segmentId: string;
  lengthM: number;
  freeFlowKmh: number;
}

/** One window of a segment, as much of it as a route needs; windows in which nothing moved have no speed. */
export interface SegmentSpeed {
  segmentId: string;
  startAt: number;
  speedKmh: number | null;
  flowVph: number;
  densityVpkm: number;
  /** Share of the input that was observed, 0 to 1; 0 when the speed was filled in. */
  observed: number;
}

/** Speed driven on a segment over some windows, and whether anybody measured it. */
export interface DrivenSpeed {
  speedKmh: number;
  isObserved: boolean;
}

/** Time to drive a route at the speeds of one moment, and how much of that is known. */
export interface RouteTime extends TravelTime {
  /** Pieces whose speed was measured, or filled in with what is typical; the others count at free flow. */
  observed: number;
  imputed: number;
  total: number;
  /** Where most time is lost against free flow; null where none is. */
  worst: { segmentId: string; delayS: number; speedKmh: number } | null;
}

/** With less than this share of the length known, a travel time would be mostly free flow: it is not told. */
export const LEAST_KNOWN_SHARE = 0.5;

/** True when enough is known of a route to tell its travel time. */
export function isTold(time: Pick<TravelTime, "knownShare">): boolean {
  return time.knownShare >= LEAST_KNOWN_SHARE;
}

/**
 * Speed by segment over all given windows: travel by time spent (Edie), which weights each window by its vehicles.
 * Where some windows were observed, those that were filled in do not count.
 */
export function drivenSpeeds(windows: Iterable<SegmentSpeed>): Map<string, DrivenSpeed> {
  const sums = new Map<string, { flow: number; density: number; isObserved: boolean }>();
  for (const { segmentId, speedKmh, flowVph, densityVpkm, observed } of windows) {
    if (speedKmh === null || densityVpkm <= 0) continue;
    const isObserved = observed > 0;
    const held = sums.get(segmentId);
    if (!held || (isObserved && !held.isObserved)) {
      sums.set(segmentId, { flow: flowVph, density: densityVpkm, isObserved });
    } else if (isObserved === held.isObserved) {
      held.flow += flowVph;
      held.density += densityVpkm;
    }
  }
  return new Map(
    [...sums].map(([id, { flow, density, isObserved }]) => [id, { speedKmh: flow / density, isObserved }]),
  );
}

/** Time to drive a route at the given speeds: the sum of lengths over speeds. */
export function routeTime(
  pieces: readonly RoutePiece[],
  speeds: ReadonlyMap<string, DrivenSpeed>,
): RouteTime {
  const driven = pieces.map((piece) => ({
    ...piece,
    speedKmh: speeds.get(piece.segmentId)?.speedKmh ?? null,
  }));
  const known = pieces.flatMap(({ segmentId }) => speeds.get(segmentId) ?? []);
  const observed = known.filter(({ isObserved }) => isObserved).length;
  return {
    ...travelTime(driven),
    observed,
    imputed: known.length - observed,
    total: pieces.length,
    worst: worstOf(pieces, speeds),
  };
}

function worstOf(
  pieces: readonly RoutePiece[],
  speeds: ReadonlyMap<string, DrivenSpeed>,
): RouteTime["worst"] {
  let worst: RouteTime["worst"] = null;
  for (const piece of pieces) {
    const speedKmh = speeds.get(piece.segmentId)?.speedKmh;
    if (speedKmh === undefined) continue;
    const { seconds, freeFlowS } = travelTime([{ ...piece, speedKmh }]);
    const delayS = seconds - freeFlowS;
    if (delayS > (worst?.delayS ?? 0)) worst = { segmentId: piece.segmentId, delayS, speedKmh };
  }
  return worst;
}

/** A route's time over the windows that end at `at`, epoch ms. */
export interface RoutePoint extends RouteTime {
  at: number;
}

/**
 * Travel times over [fromMs, toMs) in steps that end at `toMs`, oldest first: of each the instantaneous travel time at
 * the speeds of the windows that begin in it.
 */
export function routeSeries(
  pieces: readonly RoutePiece[],
  windows: readonly SegmentSpeed[],
  range: { fromMs: number; toMs: number; stepMs: number },
): RoutePoint[] {
  const { fromMs, toMs, stepMs } = range;
  const count = Math.ceil((toMs - fromMs) / stepMs);
  const steps: SegmentSpeed[][] = Array.from({ length: count }, () => []);
  for (const window of windows) {
    if (window.startAt < toMs)
      steps[count - 1 - Math.floor((toMs - 1 - window.startAt) / stepMs)]?.push(window);
  }
  return steps.map((held, index) => ({
    at: toMs - (count - 1 - index) * stepMs,
    ...routeTime(pieces, drivenSpeeds(held)),
  }));
}
