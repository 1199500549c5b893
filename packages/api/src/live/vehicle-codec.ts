/**
 * Body of a tile's frame of vehicles. All numbers little-endian. Vehicles are named by a running number (`handle`) that
 * the gateway gives out, segments by their index in the names that the tile's snapshot carried.
 *
 * body     u16 vehicles · u16 gone · [snapshot: u32 length · names of segments] · vehicles · gone (u24 each)
 * vehicle  u24 handle, highest bit: a segment follows · u16 x · u16 y · u8 heading · u8 speed · u8 age · [u16 segment]
 *
 * A vehicle that stays on its segment takes ten bytes; the segment is sent when it changes, when the vehicle enters the
 * tile, and in a snapshot. Position to 1/65535 of the tile's side (at zoom 13 to 7 cm), heading to 360/256°, speed to
 * 0.8 km/h up to 204; age to 16 ms up to 2 s, then to 0.5 s up to 65.5 s.
 */
import { ByteCursor, ByteFiller } from "./byte-cursor.ts";
import { decodeNames, encodeNames } from "./name-list.ts";
import { fromTileSteps, type Tile, toTileSteps } from "./tile-grid.ts";

export const VEHICLE_BYTES = 10;
/** Handles are below this number; the bit above it says that a segment follows. */
export const MAX_HANDLES = 0x80_0000;
const NO_SEGMENT = 0xffff;
const HEAD_BYTES = 4;
const HANDLE_BYTES = 3;
const HEADING_STEPS = 256;
const SPEED_STEP_KMH = 0.8;
const FINE_AGE_STEPS = 128;
const FINE_AGE_STEP_MS = 16;
const COARSE_AGE_STEP_MS = 500;
const MAX_STEP = 255;

/** One vehicle as the browser knows it. */
export interface EncodedVehicle {
  handle: number;
  lon: number;
  lat: number;
  speedKmh: number;
  /** Clockwise from north, degrees in [0, 360). */
  headingDeg: number;
  /** Time of the position, epoch ms. */
  ts: number;
  /**
   * Index of the segment in the tile's names; null when it is on none. Undefined in a delta: the same as before.
   */
  segment?: number | null | undefined;
}

/** What one frame says about the vehicles of a tile. */
export interface VehiclesBody {
  /** Names of the tile's segments; in a snapshot only. */
  segmentIds: string[] | null;
  vehicles: EncodedVehicle[];
  /** Handles that left the tile or the city; empty in a snapshot. */
  gone: number[];
}

/** The tile that a body belongs to, and the pipeline's clock that ages count back from. */
export interface VehicleFrameContext {
  tile: Tile;
  at: number;
}

function ageToStep(ageMs: number): number {
  const fine = Math.round(ageMs / FINE_AGE_STEP_MS);
  if (fine < FINE_AGE_STEPS) return Math.max(0, fine);
  const coarse = Math.round((ageMs - FINE_AGE_STEPS * FINE_AGE_STEP_MS) / COARSE_AGE_STEP_MS);
  return Math.min(MAX_STEP, FINE_AGE_STEPS + coarse);
}

function stepToAge(step: number): number {
  if (step < FINE_AGE_STEPS) return step * FINE_AGE_STEP_MS;
  return FINE_AGE_STEPS * FINE_AGE_STEP_MS + (step - FINE_AGE_STEPS) * COARSE_AGE_STEP_MS;
}

function writeVehicle(out: ByteFiller, vehicle: EncodedVehicle, { tile, at }: VehicleFrameContext): void {
  const hasSegment = vehicle.segment !== undefined;
  const { stepX, stepY } = toTileSteps([vehicle.lon, vehicle.lat], tile);
  const turn = ((vehicle.headingDeg % 360) + 360) % 360;
  out.u24(hasSegment ? vehicle.handle + MAX_HANDLES : vehicle.handle);
  out.u16(stepX);
  out.u16(stepY);
  out.u8(Math.round((turn / 360) * HEADING_STEPS) % HEADING_STEPS);
  out.u8(Math.min(MAX_STEP, Math.max(0, Math.round(vehicle.speedKmh / SPEED_STEP_KMH))));
  out.u8(ageToStep(at - vehicle.ts));
  if (hasSegment) out.u16(vehicle.segment ?? NO_SEGMENT);
}

function readVehicle(input: ByteCursor, { tile, at }: VehicleFrameContext): EncodedVehicle {
  const word = input.u24();
  const hasSegment = word >= MAX_HANDLES;
  const [lon, lat] = fromTileSteps(tile, input.u16(), input.u16());
  const vehicle: EncodedVehicle = {
    handle: hasSegment ? word - MAX_HANDLES : word,
    lon,
    lat,
    headingDeg: (input.u8() / HEADING_STEPS) * 360,
    speedKmh: input.u8() * SPEED_STEP_KMH,
    ts: at - stepToAge(input.u8()),
  };
  if (!hasSegment) return vehicle;
  const segment = input.u16();
  return { ...vehicle, segment: segment === NO_SEGMENT ? null : segment };
}

/** Bytes of one tile's frame; encoded once for all who watch the tile. */
export function encodeVehicles(body: VehiclesBody, context: VehicleFrameContext): Uint8Array {
  const names = body.segmentIds === null ? null : encodeNames(body.segmentIds);
  const out = new ByteFiller(
    HEAD_BYTES +
      (names ? 4 + names.byteLength : 0) +
      body.vehicles.length * (VEHICLE_BYTES + 2) +
      body.gone.length * HANDLE_BYTES,
  );
  out.u16(body.vehicles.length);
  out.u16(body.gone.length);
  if (names) {
    out.u32(names.byteLength);
    out.put(names);
  }
  for (const vehicle of body.vehicles) writeVehicle(out, vehicle, context);
  for (const handle of body.gone) out.u24(handle);
  return out.finish();
}

/**
 * What a body says. `isSnapshot` tells whether names are in it.
 *
 * @throws when the bytes are not such a body; `decodeMessage` turns that into null.
 */
export function decodeVehicles(
  bytes: Uint8Array,
  context: VehicleFrameContext & { isSnapshot: boolean },
): VehiclesBody {
  const input = new ByteCursor(bytes);
  const [count, goneCount] = [input.u16(), input.u16()];
  const segmentIds = context.isSnapshot ? decodeNames(input, input.u32()) : null;
  const vehicles: EncodedVehicle[] = [];
  for (let index = 0; index < count; index += 1) vehicles.push(readVehicle(input, context));
  const gone: number[] = [];
  for (let index = 0; index < goneCount; index += 1) gone.push(input.u24());
  if (!input.isAtEnd) throw new SyntaxError("bytes follow the last vehicle");
  return { segmentIds, vehicles, gone };
}
