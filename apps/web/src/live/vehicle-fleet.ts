import type { EncodedVehicle, EncodedVehiclesFrame } from "@arterial/api/live/vehicle-codec";

/** A fix of one vehicle: where it was at `ts`. */
interface Fix {
  ts: number;
  lon: number;
  lat: number;
  speedKmh: number;
  headingDeg: number;
}

interface Track {
  handle: number;
  before: Fix | null;
  last: Fix;
}

/** Where a vehicle is drawn. */
export interface DrawnVehicle {
  handle: number;
  lon: number;
  lat: number;
  headingDeg: number;
  speedKmh: number;
  /** Age of the last fix at the drawn moment, ms; negative while gliding towards it. */
  ageMs: number;
}

/** Drawn time runs this far behind the server's clock, so that the next fix is mostly there before it is needed. */
export const DRAW_DELAY_MS = 1_300;
/** Without a new fix a vehicle glides on along its heading for so long, then stands. */
export const GLIDE_MS = 2_000;
/** Fixes farther apart than this are not joined: the vehicle jumps. */
const MAX_GAP_MS = 6_000;

const METRES_PER_DEGREE_LAT = 111_320;
const MS_PER_HOUR = 3_600_000;

function moveAlong(fix: Fix, elapsedMs: number): { lon: number; lat: number } {
  const metres = (fix.speedKmh * 1_000 * elapsedMs) / MS_PER_HOUR;
  const heading = (fix.headingDeg * Math.PI) / 180;
  const metresPerDegreeLon = METRES_PER_DEGREE_LAT * Math.cos((fix.lat * Math.PI) / 180);
  return {
    lon: fix.lon + (metres * Math.sin(heading)) / metresPerDegreeLon,
    lat: fix.lat + (metres * Math.cos(heading)) / METRES_PER_DEGREE_LAT,
  };
}

function turnTowards(fromDeg: number, toDeg: number, share: number): number {
  const turn = ((toDeg - fromDeg + 540) % 360) - 180;
  return (((fromDeg + turn * share) % 360) + 360) % 360;
}

function between(before: Fix, last: Fix, at: number): { lon: number; lat: number; headingDeg: number } {
  const share = (at - before.ts) / (last.ts - before.ts);
  return {
    lon: before.lon + (last.lon - before.lon) * share,
    lat: before.lat + (last.lat - before.lat) * share,
    headingDeg: turnTowards(before.headingDeg, last.headingDeg, share),
  };
}

function placeAt(track: Track, at: number, isStepping: boolean): DrawnVehicle {
  const { before, last, handle } = track;
  const ageMs = at - last.ts;
  const { speedKmh } = last;
  if (isStepping) {
    return { handle, lon: last.lon, lat: last.lat, headingDeg: last.headingDeg, speedKmh, ageMs };
  }
  if (ageMs < 0 && before && last.ts - before.ts <= MAX_GAP_MS) {
    return { handle, ...between(before, last, Math.max(at, before.ts)), speedKmh, ageMs };
  }
  const elapsedMs = Math.min(GLIDE_MS, Math.max(-GLIDE_MS, ageMs));
  return { handle, ...moveAlong(last, elapsedMs), headingDeg: last.headingDeg, speedKmh, ageMs };
}

/** All vehicles on the map, each with its last two fixes. */
export class VehicleFleet {
  #tracks = new Map<number, Track>();

  get size(): number {
    return this.#tracks.size;
  }

  /** Takes a decoded frame: a snapshot keeps only what it names, a delta adds, moves and removes. */
  apply(frame: EncodedVehiclesFrame): void {
    const kept = this.#tracks;
    if (frame.kind === "snapshot") this.#tracks = new Map();
    for (const vehicle of frame.vehicles) this.#tracks.set(vehicle.handle, nextTrack(kept, vehicle));
    for (const handle of frame.gone) this.#tracks.delete(handle);
  }

  /** Forgets everything, as when the layer is left. */
  clear(): void {
    this.#tracks.clear();
  }

  /**
   * Where each vehicle is drawn at the server's time `at`. Between two fixes they glide in a straight line; past the
   * last one they go on for `GLIDE_MS` and stop. `isStepping` puts each at its last fix (reduced motion).
   */
  *drawnAt(at: number, isStepping: boolean): Generator<DrawnVehicle> {
    for (const track of this.#tracks.values()) yield placeAt(track, at, isStepping);
  }
}

function nextTrack(tracks: ReadonlyMap<number, Track>, vehicle: EncodedVehicle): Track {
  const known = tracks.get(vehicle.handle);
  const { handle, ...last } = vehicle;
  if (!known) return { handle, before: null, last };
  if (vehicle.ts <= known.last.ts) return known;
  return { handle, before: known.last, last };
}
