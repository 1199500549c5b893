/**
 * Binary form of a frame of vehicles: a 24-byte head, 16 bytes a vehicle, 4 bytes for each one that is gone.
 * All numbers little-endian. Vehicles are named by a running number (`handle`) that the gateway gives out.
 *
 * head     u8 version · u8 kind (0 delta, 1 snapshot) · u16 zero · u32 seq · f64 at · u32 vehicles · u32 gone
 * vehicle  u32 handle · i32 lon·1e7 · i32 lat·1e7 · u32 heading (9 bits) | speed (10 bits) | age (13 bits)
 */

const VERSION = 1;
const HEAD_BYTES = 24;
export const VEHICLE_BYTES = 16;

/** Steps of the packed word: heading 360/512°, speed 0.3 km/h up to 306.9, age 8 ms up to 65 s. */
const HEADING_STEPS = 512;
const SPEED_STEP_KMH = 0.3;
const MAX_SPEED_STEPS = 1_023;
const AGE_STEP_MS = 8;
const MAX_AGE_STEPS = 8_191;
const COORDINATE_SCALE = 1e7;

/** One vehicle as the browser knows it. */
export interface EncodedVehicle {
  handle: number;
  /** Degrees, WGS 84, to 1e-7. */
  lon: number;
  lat: number;
  speedKmh: number;
  /** Clockwise from north, degrees in [0, 360). */
  headingDeg: number;
  /** Time of the position, epoch ms; at most 65 s before the frame's `at`, to 8 ms. */
  ts: number;
}

export interface EncodedVehiclesFrame {
  kind: "snapshot" | "delta";
  /** Running number of the layer. */
  seq: number;
  /** The pipeline's clock, epoch ms. */
  at: number;
  vehicles: EncodedVehicle[];
  /** Handles of vehicles that left; empty in a snapshot. */
  gone: number[];
}

function packMotion(vehicle: EncodedVehicle, at: number): number {
  const turn = ((vehicle.headingDeg % 360) + 360) % 360;
  const heading = Math.round((turn / 360) * HEADING_STEPS) % HEADING_STEPS;
  const speed = Math.min(MAX_SPEED_STEPS, Math.max(0, Math.round(vehicle.speedKmh / SPEED_STEP_KMH)));
  const age = Math.min(MAX_AGE_STEPS, Math.max(0, Math.round((at - vehicle.ts) / AGE_STEP_MS)));
  return ((heading << 23) | (speed << 13) | age) >>> 0;
}

/** Bytes of one frame; encoded once and sent to everybody. */
export function encodeVehicles(frame: EncodedVehiclesFrame): Uint8Array {
  const bytes = new Uint8Array(
    HEAD_BYTES + frame.vehicles.length * VEHICLE_BYTES + frame.gone.length * Uint32Array.BYTES_PER_ELEMENT,
  );
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, frame.kind === "snapshot" ? 1 : 0);
  view.setUint32(4, frame.seq, true);
  view.setFloat64(8, frame.at, true);
  view.setUint32(16, frame.vehicles.length, true);
  view.setUint32(20, frame.gone.length, true);
  let offset = HEAD_BYTES;
  for (const vehicle of frame.vehicles) {
    view.setUint32(offset, vehicle.handle, true);
    view.setInt32(offset + 4, Math.round(vehicle.lon * COORDINATE_SCALE), true);
    view.setInt32(offset + 8, Math.round(vehicle.lat * COORDINATE_SCALE), true);
    view.setUint32(offset + 12, packMotion(vehicle, frame.at), true);
    offset += VEHICLE_BYTES;
  }
  for (const handle of frame.gone) {
    view.setUint32(offset, handle, true);
    offset += 4;
  }
  return bytes;
}

function readVehicle(view: DataView, offset: number, at: number): EncodedVehicle {
  const motion = view.getUint32(offset + 12, true);
  return {
    handle: view.getUint32(offset, true),
    lon: view.getInt32(offset + 4, true) / COORDINATE_SCALE,
    lat: view.getInt32(offset + 8, true) / COORDINATE_SCALE,
    headingDeg: ((motion >>> 23) / HEADING_STEPS) * 360,
    speedKmh: ((motion >>> 13) & MAX_SPEED_STEPS) * SPEED_STEP_KMH,
    ts: at - (motion & MAX_AGE_STEPS) * AGE_STEP_MS,
  };
}

/** The frame in `bytes`, or null when they are not one of this version, whole and of the right length. */
export function decodeVehicles(bytes: Uint8Array): EncodedVehiclesFrame | null {
  if (bytes.byteLength < HEAD_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== VERSION) return null;
  const count = view.getUint32(16, true);
  const goneCount = view.getUint32(20, true);
  if (bytes.byteLength !== HEAD_BYTES + count * VEHICLE_BYTES + goneCount * 4) return null;
  const at = view.getFloat64(8, true);
  const vehicles: EncodedVehicle[] = [];
  for (let index = 0; index < count; index += 1) {
    vehicles.push(readVehicle(view, HEAD_BYTES + index * VEHICLE_BYTES, at));
  }
  const goneStart = HEAD_BYTES + count * VEHICLE_BYTES;
  const gone = Array.from({ length: goneCount }, (_, index) => view.getUint32(goneStart + index * 4, true));
  return {
    kind: view.getUint8(1) === 1 ? "snapshot" : "delta",
    seq: view.getUint32(4, true),
    at,
    vehicles,
    gone,
  };
}
