import { createByteReader, RecordingError } from "./byte-reader.ts";
import { createByteWriter } from "./byte-writer.ts";

/** 5-minute aggregates of one loop over the whole history. */
export interface LoopSeries {
  readonly deviceId: string;
  /** Vehicles per interval; -1 where the loop sent nothing. */
  readonly count: Int16Array;
  /** Mean speed, km/h, in steps of 0.5; NaN where nobody passed or nothing was sent. */
  readonly speedKmh: Float32Array;
  /** Share of time that the loop was covered, 0 to 1 in steps of 0.005; NaN where nothing was sent. */
  readonly occupancy: Float32Array;
}

/** 15-minute aggregates of one segment over the whole history. */
export interface SegmentSeries {
  readonly segmentId: string;
  /** Driving length, m. */
  readonly lengthM: number;
  /** Vehicles that drove through, per interval. */
  readonly count: Int16Array;
  /** Space-mean speed, km/h, in steps of 0.5; NaN where nobody drove. */
  readonly speedKmh: Float32Array;
}

/** Some weeks of aggregates that repeat: second 0 is a Monday 00:00 local time. */
export interface HistoryRecording {
  readonly durationS: number;
  readonly loopIntervalS: number;
  readonly segmentIntervalS: number;
  readonly loops: readonly LoopSeries[];
  readonly segments: readonly SegmentSeries[];
}

const VERSION = "arterial-history-1";
const SPEED_STEPS = 2;
const OCCUPANCY_STEPS = 200;
const MISSING = -1;

/** Encodes a history; values are written column by column as differences, so that the bytes compress well (brotli). */
export function encodeHistory(history: HistoryRecording): Uint8Array {
  const out = createByteWriter();
  out.text(VERSION);
  for (const value of [history.durationS, history.loopIntervalS, history.segmentIntervalS])
    out.unsigned(value);
  out.unsigned(history.loops.length);
  for (const loop of history.loops) out.text(loop.deviceId);
  for (const loop of history.loops) out.block(encodeColumn(loop.count, 1));
  for (const loop of history.loops) out.block(encodeColumn(loop.speedKmh, SPEED_STEPS));
  for (const loop of history.loops) out.block(encodeColumn(loop.occupancy, OCCUPANCY_STEPS));
  out.unsigned(history.segments.length);
  for (const segment of history.segments) {
    out.text(segment.segmentId);
    out.unsigned(Math.round(segment.lengthM * 100));
  }
  for (const segment of history.segments) out.block(encodeColumn(segment.count, 1));
  for (const segment of history.segments) out.block(encodeColumn(segment.speedKmh, SPEED_STEPS));
  return out.finish();
}

/** Differences to the last value that was there; 0 stands for a missing one (NaN or below zero). */
function encodeColumn(values: ArrayLike<number>, steps: number): Uint8Array {
  const out = createByteWriter();
  let before = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value) || value < 0) {
      out.unsigned(0);
      continue;
    }
    const step = Math.round(value * steps);
    const change = step - before;
    out.unsigned(1 + (change < 0 ? -2 * change - 1 : 2 * change));
    before = step;
  }
  return out.finish();
}

/**
 * Decodes what encodeHistory wrote.
 * @throws RecordingError when the bytes are not a history of this version or are damaged.
 */
export function decodeHistory(bytes: Uint8Array): HistoryRecording {
  const input = createByteReader(bytes);
  if (input.text() !== VERSION) throw new RecordingError("not a history recording of this version");
  const durationS = input.unsigned();
  const loopIntervalS = input.unsigned();
  const segmentIntervalS = input.unsigned();
  const loopSlots = durationS / loopIntervalS;
  const segmentSlots = durationS / segmentIntervalS;
  const deviceIds = Array.from({ length: input.unsigned() }, () => input.text());
  const counts = deviceIds.map(() => decodeCounts(input.block(), loopSlots));
  const speeds = deviceIds.map(() => decodeColumn(input.block(), SPEED_STEPS, loopSlots));
  const occupancies = deviceIds.map(() => decodeColumn(input.block(), OCCUPANCY_STEPS, loopSlots));
  const heads = Array.from({ length: input.unsigned() }, () => ({
    segmentId: input.text(),
    lengthM: input.unsigned() / 100,
  }));
  const segmentCounts = heads.map(() => decodeCounts(input.block(), segmentSlots));
  const segmentSpeeds = heads.map(() => decodeColumn(input.block(), SPEED_STEPS, segmentSlots));
  return {
    durationS,
    loopIntervalS,
    segmentIntervalS,
    loops: deviceIds.map((deviceId, i) => ({
      deviceId,
      count: counts[i] as Int16Array,
      speedKmh: speeds[i] as Float32Array,
      occupancy: occupancies[i] as Float32Array,
    })),
    segments: heads.map((head, i) => ({
      ...head,
      count: segmentCounts[i] as Int16Array,
      speedKmh: segmentSpeeds[i] as Float32Array,
    })),
  };
}

function decodeColumn(bytes: Uint8Array, steps: number, slots: number): Float32Array {
  const input = createByteReader(bytes);
  const values = new Float32Array(slots);
  let step = 0;
  for (let i = 0; i < slots; i += 1) {
    const code = input.unsigned();
    if (code === 0) {
      values[i] = Number.NaN;
      continue;
    }
    step += code % 2 === 0 ? -code / 2 : (code - 1) / 2;
    values[i] = step / steps;
  }
  return values;
}

function decodeCounts(bytes: Uint8Array, slots: number): Int16Array {
  return Int16Array.from(decodeColumn(bytes, 1, slots), (value) => (Number.isNaN(value) ? MISSING : value));
}
