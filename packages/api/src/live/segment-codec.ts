/**
 * Body of a tile's frame of segments, 37 bytes each, little-endian; what is not known is NaN.
 *
 * body     u16 segments · [snapshot: u32 length · names] · segments
 * segment  u16 index of the name · u32 start, minutes · u8 class · u16 vehicles · f32 speed, flow, density, occupancy,
 *          ratio, free flow, observed
 */
import type { LiveSegment } from "@arterial/domain/live/frame";
import { CONGESTION_CLASSES } from "@arterial/domain/traffic/congestion-class";
import { ByteCursor, ByteFiller } from "./byte-cursor.ts";
import { decodeNames, encodeNames } from "./name-list.ts";

const SEGMENT_BYTES = 37;
const MINUTE_MS = 60_000;
const MAX_VEHICLES = 0xffff;

/** What one frame says about the segments of a tile. */
export interface SegmentsBody {
  /** Names of all segments of the tile, known or not; in a snapshot only. */
  segmentIds: string[] | null;
  segments: LiveSegment[];
}

const orNaN = (value: number | null): number => value ?? Number.NaN;
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Bytes of one tile's frame. `indexOf` gives the place of a segment among the tile's names. */
export function encodeSegments(
  { segmentIds, segments }: SegmentsBody,
  indexOf: (id: string) => number,
): Uint8Array {
  const names = segmentIds === null ? null : encodeNames(segmentIds);
  const out = new ByteFiller(2 + (names ? 4 + names.byteLength : 0) + segments.length * SEGMENT_BYTES);
  out.u16(segments.length);
  if (names) {
    out.u32(names.byteLength);
    out.put(names);
  }
  for (const segment of segments) {
    out.u16(indexOf(segment.id));
    out.u32(Math.floor(segment.startAt / MINUTE_MS));
    out.u8(CONGESTION_CLASSES.indexOf(segment.congestionClass));
    out.u16(Math.min(MAX_VEHICLES, segment.vehicles));
    out.f32(orNaN(segment.speedKmh));
    out.f32(segment.flowVph);
    out.f32(segment.densityVpkm);
    out.f32(orNaN(segment.occupancy));
    out.f32(orNaN(segment.ratio));
    out.f32(segment.freeFlowKmh);
    out.f32(segment.observed);
  }
  return out.finish();
}

function readSegment(input: ByteCursor, names: readonly string[]): LiveSegment {
  const id = names[input.u16()];
  const startAt = input.u32() * MINUTE_MS;
  const congestionClass = CONGESTION_CLASSES[input.u8()];
  if (id === undefined || congestionClass === undefined) throw new SyntaxError("a segment without a name");
  const vehicles = input.u16();
  return {
    id,
    startAt,
    congestionClass,
    vehicles,
    speedKmh: orNull(input.f32()),
    flowVph: input.f32(),
    densityVpkm: input.f32(),
    occupancy: orNull(input.f32()),
    ratio: orNull(input.f32()),
    freeFlowKmh: input.f32(),
    observed: input.f32(),
  };
}

/**
 * What a body says. `names` are those of the tile's last snapshot; null when this is one.
 *
 * @throws when the bytes are not such a body.
 */
export function decodeSegments(bytes: Uint8Array, names: readonly string[] | null): SegmentsBody {
  const input = new ByteCursor(bytes);
  const count = input.u16();
  const segmentIds = names === null ? decodeNames(input, input.u32()) : null;
  const known = names ?? segmentIds ?? [];
  const segments: LiveSegment[] = [];
  for (let index = 0; index < count; index += 1) segments.push(readSegment(input, known));
  if (!input.isAtEnd) throw new SyntaxError("bytes follow the last segment");
  return { segmentIds, segments };
}
