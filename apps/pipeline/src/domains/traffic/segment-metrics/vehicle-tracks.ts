import { apportion, apportionLast, MAX_GAP_MS, type TakeStretch, type TrackSample } from "./apportion.ts";
import type { RoadMap } from "./road-map.ts";

/** Adds (sign 1) or takes back (sign −1) a stretch of one vehicle. */
export type ApplyStretch = (vehicleKey: string, sign: 1 | -1, ...stretch: Parameters<TakeStretch>) => void;

export interface VehicleTracks {
  /** Takes a sample wherever it belongs in its vehicle's track, unless it repeats one or is too old to be placed. */
  insert(vehicleKey: string, sample: TrackSample): "taken" | "repeated" | "late";
  /** Samples older than this are late from now on. */
  pass(horizonAt: number): void;
  /** Forgets samples that no late one can be placed beside any more. */
  forget(): void;
  vehicles(): number;
}

/** True when the way on from a sample is not known: it is the newest, or the next one is another trip's. */
function isLastOfTrip(track: readonly TrackSample[], index: number): boolean {
  const next = track[index + 1];
  return !next || next.ts - (track[index] as TrackSample).ts > MAX_GAP_MS;
}

/**
 * Tracks of vehicles as sorted samples. What is between two neighbours is apportioned as soon as both are known; a
 * sample that comes late between them takes their stretch back and puts two in its place, so that the order of arrival
 * makes no difference. Neither does when samples are forgotten: what ended a trip stays, whoever comes after it.
 */
export function createVehicleTracks(road: RoadMap, apply: ApplyStretch): VehicleTracks {
  const tracks = new Map<string, TrackSample[]>();
  let horizonAt = Number.NEGATIVE_INFINITY;

  /** Applies what follows from a sample: the way to the next one, or how its trip ends. */
  function applyFrom(key: string, sign: 1 | -1, track: readonly TrackSample[], index: number): void {
    const from = track[index];
    if (!from) return;
    const take: TakeStretch = (segment, fromAt, toAt, distanceM) =>
      apply(key, sign, segment, fromAt, toAt, distanceM);
    const to = track[index + 1];
    if (!to || isLastOfTrip(track, index)) apportionLast(track[index - 1], from, take);
    else apportion(road, from, to, take);
  }

  /** Indexes whose following changes when a sample is put in at `index`, as they are before that. */
  function changedBy(track: readonly TrackSample[], index: number, { ts }: TrackSample): number[] {
    const before = track[index - 1];
    const isPartOfItsTrip = before && ts - before.ts <= MAX_GAP_MS;
    // How a trip ends hangs on the sample before its last as well.
    const endsBehind = index < track.length && isLastOfTrip(track, index);
    return [...(isPartOfItsTrip ? [index - 1] : []), ...(endsBehind ? [index] : [])];
  }

  return {
    insert(key, sample) {
      if (sample.ts < horizonAt) return "late";
      let track = tracks.get(key);
      if (!track) {
        track = [];
        tracks.set(key, track);
      }
      const index = placeFor(track, sample.ts);
      if (track[index - 1]?.ts === sample.ts) return "repeated";
      const changed = changedBy(track, index, sample);
      for (const each of changed) applyFrom(key, -1, track, each);
      track.splice(index, 0, sample);
      for (const each of changed) applyFrom(key, 1, track, each < index ? each : each + 1);
      applyFrom(key, 1, track, index);
      return "taken";
    },
    pass(eventAt) {
      horizonAt = Math.max(horizonAt, eventAt);
    },
    forget() {
      for (const [key, track] of tracks) {
        const newest = track[track.length - 1] as TrackSample;
        if (newest.ts < horizonAt - MAX_GAP_MS) {
          tracks.delete(key);
          continue;
        }
        const kept = track.findIndex((sample) => sample.ts >= horizonAt);
        const older = kept === -1 ? track.length : kept;
        // Two older samples stay: the neighbour of the oldest one, and what tells how long its step was.
        if (older > 2) track.splice(0, older - 2);
      }
    },
    vehicles: () => tracks.size,
  };
}

/** Index at which a sample of this time belongs: behind all that are not younger. */
function placeFor(track: readonly TrackSample[], ts: number): number {
  let index = track.length;
  while (index > 0 && (track[index - 1] as TrackSample).ts > ts) index -= 1;
  return index;
}
