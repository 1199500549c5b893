import type { RoadMap, RoadSegment } from "./road-map.ts";

/** One position of one vehicle, placed on the network. */
export interface TrackSample {
  /** Epoch ms. */
  readonly ts: number;
  /** null inside a junction or off the network. */
  readonly segment: RoadSegment | null;
  /** From the segment's start, m; 0 without a segment. */
  readonly offsetM: number;
  readonly speedMs: number;
}

/** Takes a stretch of driving on one segment at constant speed, from one instant to another (epoch ms, fractional). */
export type TakeStretch = (segment: RoadSegment, fromAt: number, toAt: number, distanceM: number) => void;

/** Two samples further apart are two trips. */
export const MAX_GAP_MS = 10_000;

/** Up to this distance of samples the speed reported at the end of a step is taken to hold for the whole step. */
const STEP_MS = 1_500;

/**
 * Apportions the way between two consecutive samples of a vehicle to segments. Over a step of about a second the speed
 * reported at its end was constant (the Euler model of SUMO and of most floating-car feeds), so that a vehicle which was
 * `rest` metres before the end of A and is `b` metres into B spent rest/v on A and b/v on B, and what is left in the
 * junction between, which belongs to no segment. Over longer gaps the mean speed of the way takes its place.
 */
export function apportion(road: RoadMap, from: TrackSample, to: TrackSample, take: TakeStretch): void {
  const gapMs = to.ts - from.ts;
  if (gapMs <= 0 || gapMs > MAX_GAP_MS) return;
  if (from.segment && from.segment === to.segment) {
    take(from.segment, from.ts, to.ts, to.offsetM - from.offsetM);
    return;
  }
  const restM = from.segment ? Math.max(0, from.segment.lengthM - from.offsetM) : 0;
  const skipped = from.segment && to.segment ? skippedBetween(road, from.segment, to.segment) : undefined;
  const skippedM = skipped?.lengthM ?? 0;
  const knownM = restM + skippedM + to.offsetM;
  const speedMPerMs = Math.max(stepSpeedMs(from, to, knownM) / 1000, knownM / gapMs);
  if (speedMPerMs === 0) return;
  // Quotients of distances near zero can be rounded to more than the gap.
  const restMs = Math.min(gapMs, restM / speedMPerMs);
  const leftAt = from.ts + restMs;
  const enteredAt = to.ts - Math.min(gapMs - restMs, to.offsetM / speedMPerMs);
  if (from.segment) take(from.segment, from.ts, leftAt, restM);
  if (skipped) {
    const spareMs = Math.max(0, enteredAt - leftAt - skippedM / speedMPerMs);
    take(skipped, leftAt + spareMs / 2, enteredAt - spareMs / 2, skippedM);
  }
  if (to.segment) take(to.segment, enteredAt, to.ts, to.offsetM);
}

/**
 * What the last sample of a trip adds: the vehicle goes on for as long as its last step took, at most to the end of its
 * segment. Replaced when the next sample of the same trip comes.
 */
export function apportionLast(before: TrackSample | undefined, last: TrackSample, take: TakeStretch): void {
  if (!before || !last.segment) return;
  const stepMs = last.ts - before.ts;
  if (stepMs <= 0 || stepMs > STEP_MS) return;
  const restM = Math.max(0, last.segment.lengthM - last.offsetM);
  const speedMPerMs = last.speedMs / 1000;
  const drivenMs = speedMPerMs > 0 ? Math.min(stepMs, restM / speedMPerMs) : stepMs;
  take(last.segment, last.ts, last.ts + drivenMs, drivenMs * speedMPerMs);
}

/** A segment so short that the vehicle was on it between the two samples only. */
function skippedBetween(road: RoadMap, from: RoadSegment, to: RoadSegment): RoadSegment | undefined {
  if (from.toJunctionId === to.fromJunctionId) return undefined;
  return road.between(from.toJunctionId, to.fromJunctionId);
}

function stepSpeedMs(from: TrackSample, to: TrackSample, knownM: number): number {
  const gapMs = to.ts - from.ts;
  if (gapMs <= STEP_MS) return to.speedMs;
  // The junction is short against the way of a longer gap; without one end, the reported speeds have to do.
  if (from.segment && to.segment && from.segment.toJunctionId === to.segment.fromJunctionId) {
    return (knownM / gapMs) * 1000;
  }
  return (from.speedMs + to.speedMs) / 2;
}
