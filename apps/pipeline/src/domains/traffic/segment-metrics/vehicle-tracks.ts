import { apportion, apportionLast, type TakeStretch, type TrackSample } from "./apportion.ts";
import type { RoadMap } from "./road-map.ts";

/** Adds (sign 1) or takes back (sign −1) a stretch of one vehicle. */
export type ApplyStretch = (vehicleKey: string, sign: 1 | -1, ...stretch: Parameters<TakeStretch>) => void;

export interface VehicleTracks {
  /** Takes a sample wherever it belongs in its vehicle's track; false when it repeats one or is too old to be placed. */
  insert(vehicleKey: string, sample: TrackSample): "taken" | "repeated" | "late";
  /** Samples older than this are late from now on. */
  pass(horizonAt: number): void;
  /** Forgets samples that no late one can be placed beside any more. */
  forget(): void;
  vehicles(): number;
}

/**
 * Tracks of vehicles as sorted samples. What is between two neighbours is apportioned as soon as both are known; a
 * sample that comes late between them takes their stretch back and puts two in its place, so that the order of arrival
 * makes no difference.
 */
export function createVehicleTracks(road: RoadMap, apply: ApplyStretch): VehicleTracks {
  const tracks = new Map<string, TrackSample[]>();
  let horizonAt = Number.NEGATIVE_INFINITY;

  function change(key: string, sign: 1 | -1, track: readonly TrackSample[], index: number): void {
    const take: TakeStretch = (segment, fromAt, toAt, distanceM) =>
      apply(key, sign, segment, fromAt, toAt, distanceM);
    const from = track[index - 1];
    const to = track[index];
    if (from && to) apportion(road, from, to, take);
  }

  function changeEnd(key: string, sign: 1 | -1, track: readonly TrackSample[]): void {
    const last = track[track.length - 1];
    if (!last) return;
    apportionLast(track[track.length - 2], last, (segment, fromAt, toAt, distanceM) =>
      apply(key, sign, segment, fromAt, toAt, distanceM),
    );
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
      changeEnd(key, -1, track);
      change(key, -1, track, index);
      track.splice(index, 0, sample);
      change(key, 1, track, index);
      change(key, 1, track, index + 1);
      changeEnd(key, 1, track);
      return "taken";
    },
    pass(eventAt) {
      horizonAt = Math.max(horizonAt, eventAt);
    },
    forget() {
      for (const [key, track] of tracks) {
        const kept = track.findIndex((sample) => sample.ts >= horizonAt);
        if (kept === -1) tracks.delete(key);
        // Two older samples stay: the neighbour of the oldest one, and what tells how long its step was.
        else if (kept > 2) track.splice(0, kept - 2);
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
