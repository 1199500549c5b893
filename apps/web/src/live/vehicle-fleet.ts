import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { EncodedVehicle } from "@arterial/api/live/vehicle-codec";
import { METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import { alongRoute, createStreet, findRoute, findWayAhead, type Route, type Street } from "./street.ts";

/** A fix of one vehicle: where it was at `ts`. */
interface Fix {
  ts: number;
  lon: number;
  lat: number;
  speedKmh: number;
  headingDeg: number;
  segmentId: string | null;
}

interface Track {
  handle: number;
  /** The tile that spoke of it last. */
  tile: number;
  before: Fix | null;
  last: Fix;
  /** From the fix before to the last one; undefined until it is needed, null when it is a straight line. */
  route: Route | null | undefined;
  /** Beyond the last fix. */
  ahead: Route | null | undefined;
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

/** What draws vehicles needs of a fleet. */
export interface DrawnFleet {
  readonly size: number;
  drawnAt(at: number, isStepping: boolean): Generator<DrawnVehicle>;
}

/** Drawn time runs this far behind the server's clock, so that the next fix is mostly there before it is needed. */
export const DRAW_DELAY_MS = 1_300;
/** Without a new fix a vehicle glides on along its street for so long, then stands and looks old. */
export const GLIDE_MS = 2_000;
/** Fixes farther apart than this are not joined: the vehicle jumps. */
const MAX_GAP_MS = 6_000;

const MS_PER_HOUR = 3_600_000;

function metresIn(speedKmh: number, elapsedMs: number): number {
  return (speedKmh * 1_000 * elapsedMs) / MS_PER_HOUR;
}

function moveAlong(fix: Fix, elapsedMs: number): { lon: number; lat: number } {
  const metres = metresIn(fix.speedKmh, elapsedMs);
  const heading = (fix.headingDeg * Math.PI) / 180;
  const metresPerDegreeLon = METRES_PER_DEG_LAT * Math.cos((fix.lat * Math.PI) / 180);
  return {
    lon: fix.lon + (metres * Math.sin(heading)) / metresPerDegreeLon,
    lat: fix.lat + (metres * Math.cos(heading)) / METRES_PER_DEG_LAT,
  };
}

function turnTowards(fromDeg: number, toDeg: number, share: number): number {
  const turn = ((toDeg - fromDeg + 540) % 360) - 180;
  return (((fromDeg + turn * share) % 360) + 360) % 360;
}

/** All vehicles on the map, each with its last two fixes and the street that it is on. */
export class VehicleFleet implements DrawnFleet {
  readonly #tracks = new Map<number, Track>();
  readonly #streets = new Map<string, Street>();
  #courses: ReadonlyMap<string, SegmentCourse> = new Map();

  get size(): number {
    return this.#tracks.size;
  }

  /** Takes the courses of the segments; until then vehicles move in straight lines. */
  setCourses(courses: ReadonlyMap<string, SegmentCourse>): void {
    this.#courses = courses;
    this.#streets.clear();
    for (const track of this.#tracks.values()) Object.assign(track, { route: undefined, ahead: undefined });
  }

  /** A tile says where a vehicle is; `segmentId` undefined: on the same one as before. */
  move(tile: number, vehicle: EncodedVehicle, segmentId: string | null | undefined): void {
    const known = this.#tracks.get(vehicle.handle);
    const { handle, ts, lon, lat, speedKmh, headingDeg } = vehicle;
    if (known) known.tile = tile;
    if (known && ts <= known.last.ts) return;
    const segment = segmentId === undefined ? (known?.last.segmentId ?? null) : segmentId;
    const last = { ts, lon, lat, speedKmh, headingDeg, segmentId: segment };
    const before = known?.last ?? null;
    this.#tracks.set(handle, { handle, tile, before, last, route: undefined, ahead: undefined });
  }

  /** A tile says that a vehicle left it; nothing happens when another tile has taken it over. */
  leave(tile: number, handle: number): void {
    if (this.#tracks.get(handle)?.tile === tile) this.#tracks.delete(handle);
  }

  /** A tile holds these vehicles and no others. */
  keepOnly(tile: number, handles: ReadonlySet<number>): void {
    for (const track of this.#tracks.values()) {
      if (track.tile === tile && !handles.has(track.handle)) this.#tracks.delete(track.handle);
    }
  }

  /** Forgets everything, as when the layer is left. */
  clear(): void {
    this.#tracks.clear();
  }

  /**
   * Where each vehicle is drawn at the server's time `at`. Between two fixes they glide along their street; past the
   * last one they go on for `GLIDE_MS`, at most to the end of the segment, and stop. `isStepping` puts each at its last
   * fix (reduced motion).
   */
  *drawnAt(at: number, isStepping: boolean): Generator<DrawnVehicle> {
    for (const track of this.#tracks.values()) yield this.#placeAt(track, at, isStepping);
  }

  #placeAt(track: Track, at: number, isStepping: boolean): DrawnVehicle {
    const { before, last, handle } = track;
    const ageMs = at - last.ts;
    const { speedKmh, headingDeg } = last;
    if (isStepping) return { handle, lon: last.lon, lat: last.lat, headingDeg, speedKmh, ageMs };
    if (ageMs < 0 && before && last.ts - before.ts <= MAX_GAP_MS) {
      return { handle, ...this.#between(track, before, Math.max(at, before.ts)), speedKmh, ageMs };
    }
    const elapsedMs = Math.min(GLIDE_MS, Math.max(-GLIDE_MS, ageMs));
    return { handle, ...this.#beyond(track, elapsedMs), headingDeg, speedKmh, ageMs };
  }

  #between(track: Track, before: Fix, at: number): { lon: number; lat: number; headingDeg: number } {
    const { last } = track;
    const share = (at - before.ts) / (last.ts - before.ts);
    const headingDeg = turnTowards(before.headingDeg, last.headingDeg, share);
    if (track.route === undefined) {
      const [start, end] = [this.#onStreet(before), this.#onStreet(last)];
      track.route = start && end ? findRoute(start, end) : null;
    }
    if (!track.route) {
      const lon = before.lon + (last.lon - before.lon) * share;
      return { lon, lat: before.lat + (last.lat - before.lat) * share, headingDeg };
    }
    const [lon, lat] = alongRoute(track.route, track.route.lengthM * share);
    return { lon, lat, headingDeg };
  }

  #beyond(track: Track, elapsedMs: number): { lon: number; lat: number } {
    if (elapsedMs <= 0) return moveAlong(track.last, elapsedMs);
    if (track.ahead === undefined) {
      const place = this.#onStreet(track.last);
      track.ahead = place ? findWayAhead(place) : null;
    }
    if (!track.ahead) return moveAlong(track.last, elapsedMs);
    const [lon, lat] = alongRoute(track.ahead, metresIn(track.last.speedKmh, elapsedMs));
    return { lon, lat };
  }

  #onStreet({ lon, lat, segmentId }: Fix) {
    const course = segmentId === null ? undefined : this.#courses.get(segmentId);
    if (!course || segmentId === null) return null;
    const street = this.#streets.get(segmentId) ?? createStreet(course.line);
    this.#streets.set(segmentId, street);
    const point: [number, number] = [lon, lat];
    return { point, street };
  }
}
