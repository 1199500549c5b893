import type { LonLat } from "../city/network.ts";
import { type ByteReader, createByteReader, RecordingError } from "./byte-reader.ts";
import { type ByteWriter, createByteWriter } from "./byte-writer.ts";

/** Classes of recorded vehicles. */
export const RECORDED_CLASSES = ["car", "van", "truck", "bus"] as const;
export type RecordedClass = (typeof RECORDED_CLASSES)[number];

/** A lane of a segment, or a lane through a junction (no `segmentId`), with its middle line. */
export interface RecordedLane {
  readonly segmentId?: string;
  /** 0 is the rightmost lane. */
  readonly lane: number;
  /** Driving length, m; positions run from 0 to it. */
  readonly lengthM: number;
  readonly line: readonly LonLat[];
}

/** One vehicle's way, a sample a second. Positions are kept to POSITION_STEP_M and speeds to SPEED_STEP_MS. */
export interface RecordedVehicle {
  readonly id: string;
  readonly vehicleClass: RecordedClass;
  /** Bumper to bumper, m. */
  readonly lengthM: number;
  /** The vehicle was already on the road when the recording began. */
  readonly isCarryIn: boolean;
  /** Second of the first sample; 0 for a carry-in. */
  readonly firstS: number;
  /** Index into the recording's lanes, per sample. */
  readonly laneIndex: Uint16Array;
  /** Of the front bumper along the lane, m, per sample. */
  readonly positionM: Float32Array;
  /** Constant over the second that ends with the sample (m/s). */
  readonly speedMs: Float32Array;
}

/**
 * A stretch of traffic that can be played in a loop: vehicles that depart in [0, durationS) are recorded until they
 * arrive, even after the end, and those on the road at second 0 are there too.
 */
export interface TrajectoryRecording {
  readonly durationS: number;
  readonly lanes: readonly RecordedLane[];
  readonly vehicles: readonly RecordedVehicle[];
}

export const POSITION_STEP_M = 0.05;
export const SPEED_STEP_MS = 0.05;
const STEPS_PER_UNIT = 20;
const DEGREE_STEPS = 1e7;
const VERSION = "arterial-trajectories-1";

/** Positions along a lane follow from one speed to the next, so only changes of speed are kept; jumps are written out. */
interface Streams {
  readonly changes: ByteWriter;
  readonly lanes: ByteWriter;
  readonly positions: ByteWriter;
  readonly speeds: ByteWriter;
}

/** Encodes a recording; the bytes compress further (brotli) by about half. */
export function encodeTrajectories(recording: TrajectoryRecording): Uint8Array {
  const out = createByteWriter();
  out.text(VERSION);
  out.unsigned(recording.durationS);
  writeLanes(out, recording.lanes);
  out.unsigned(recording.vehicles.length);
  const streams: Streams = {
    changes: createByteWriter(),
    lanes: createByteWriter(),
    positions: createByteWriter(),
    speeds: createByteWriter(),
  };
  for (const vehicle of recording.vehicles) {
    out.text(vehicle.id);
    out.unsigned(RECORDED_CLASSES.indexOf(vehicle.vehicleClass));
    out.unsigned(Math.round(vehicle.lengthM * 10));
    out.unsigned(vehicle.isCarryIn ? 0 : vehicle.firstS + 1);
    out.unsigned(vehicle.laneIndex.length);
    writeSamples(streams, vehicle);
  }
  for (const stream of [streams.changes, streams.lanes, streams.positions, streams.speeds])
    out.block(stream.finish());
  return out.finish();
}

function writeLanes(out: ByteWriter, lanes: readonly RecordedLane[]): void {
  out.unsigned(lanes.length);
  for (const lane of lanes) {
    out.text(lane.segmentId ?? "");
    out.unsigned(lane.lane);
    out.unsigned(Math.round(lane.lengthM * 100));
    out.unsigned(lane.line.length);
    let before = [0, 0];
    for (const [lon, lat] of lane.line) {
      const point = [Math.round(lon * DEGREE_STEPS), Math.round(lat * DEGREE_STEPS)];
      out.signed((point[0] ?? 0) - (before[0] ?? 0));
      out.signed((point[1] ?? 0) - (before[1] ?? 0));
      before = point;
    }
  }
}

function writeSamples(streams: Streams, vehicle: RecordedVehicle): void {
  let lane = -1;
  let position = 0;
  let speed = 0;
  for (let i = 0; i < vehicle.laneIndex.length; i += 1) {
    const nextLane = vehicle.laneIndex[i] ?? 0;
    const nextPosition = Math.round((vehicle.positionM[i] ?? 0) * STEPS_PER_UNIT);
    const nextSpeed = Math.round((vehicle.speedMs[i] ?? 0) * STEPS_PER_UNIT);
    const moved = nextPosition - position;
    if (nextLane === lane && moved >= 0 && Math.abs(moved - nextSpeed) <= 1) {
      const change = moved - speed;
      streams.changes.unsigned(1 + (change < 0 ? -2 * change - 1 : 2 * change));
      speed = moved;
    } else {
      streams.changes.unsigned(0);
      streams.lanes.unsigned(nextLane);
      streams.positions.unsigned(Math.max(0, nextPosition));
      streams.speeds.unsigned(Math.max(0, nextSpeed));
      speed = Math.max(0, nextSpeed);
    }
    lane = nextLane;
    position = Math.max(0, nextPosition);
  }
}

/**
 * Decodes what encodeTrajectories wrote.
 * @throws RecordingError when the bytes are not a recording of this version or are damaged.
 */
export function decodeTrajectories(bytes: Uint8Array): TrajectoryRecording {
  const input = createByteReader(bytes);
  if (input.text() !== VERSION) throw new RecordingError("not a trajectory recording of this version");
  const durationS = input.unsigned();
  const lanes = readLanes(input);
  const heads = Array.from({ length: input.unsigned() }, () => readHead(input));
  const [changes, laneStream, positions, speeds] = [0, 1, 2, 3].map(() => createByteReader(input.block()));
  if (!changes || !laneStream || !positions || !speeds)
    throw new RecordingError("the recording is cut short");
  const vehicles = heads.map((head) =>
    readSamples(head, lanes.length, changes, { lanes: laneStream, positions, speeds }),
  );
  return { durationS, lanes, vehicles };
}

type Head = Omit<RecordedVehicle, "laneIndex" | "positionM" | "speedMs"> & { readonly count: number };

function readHead(input: ByteReader): Head {
  const id = input.text();
  const vehicleClass = RECORDED_CLASSES[input.unsigned()];
  if (!vehicleClass) throw new RecordingError("unknown vehicle class");
  const lengthM = input.unsigned() / 10;
  const first = input.unsigned();
  return {
    id,
    vehicleClass,
    lengthM,
    isCarryIn: first === 0,
    firstS: Math.max(0, first - 1),
    count: input.unsigned(),
  };
}

function readLanes(input: ByteReader): RecordedLane[] {
  return Array.from({ length: input.unsigned() }, () => {
    const segmentId = input.text();
    const lane = input.unsigned();
    const lengthM = input.unsigned() / 100;
    let lon = 0;
    let lat = 0;
    const line = Array.from({ length: input.unsigned() }, (): LonLat => {
      lon += input.signed();
      lat += input.signed();
      return [lon / DEGREE_STEPS, lat / DEGREE_STEPS];
    });
    return { ...(segmentId === "" ? {} : { segmentId }), lane, lengthM, line };
  });
}

function readSamples(
  { count, ...head }: Head,
  laneCount: number,
  changes: ByteReader,
  jumps: { lanes: ByteReader; positions: ByteReader; speeds: ByteReader },
): RecordedVehicle {
  const laneIndex = new Uint16Array(count);
  const positionM = new Float32Array(count);
  const speedMs = new Float32Array(count);
  let lane = 0;
  let position = 0;
  let speed = 0;
  for (let i = 0; i < count; i += 1) {
    const code = changes.unsigned();
    if (code === 0) {
      lane = jumps.lanes.unsigned();
      position = jumps.positions.unsigned();
      speed = jumps.speeds.unsigned();
      if (lane >= laneCount) throw new RecordingError("unknown lane");
    } else {
      speed += code % 2 === 0 ? -code / 2 : (code - 1) / 2;
      position += speed;
    }
    laneIndex[i] = lane;
    positionM[i] = position / STEPS_PER_UNIT;
    speedMs[i] = speed / STEPS_PER_UNIT;
  }
  return { ...head, laneIndex, positionM, speedMs };
}
