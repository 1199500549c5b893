import { METRES_PER_DEG_LAT } from "../city/geometry.ts";
import type {
  RecordedClass,
  RecordedLane,
  RecordedVehicle,
  TrajectoryRecording,
} from "./trajectory-recording.ts";

/** Where a vehicle is at one second of the playback. */
export interface PlayedVehicle {
  /** Unique over all passes: the recorded id and the pass in which the vehicle departed (`c` for those there at first). */
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number;
  /** Compass heading, degrees clockwise from north in [0, 360). */
  readonly headingDeg: number;
  /** Absent inside junctions. */
  readonly segmentId?: string;
  readonly vehicleClass: RecordedClass;
  /** 0 is the rightmost lane. */
  readonly lane: number;
  /** Of the front bumper from the start of the lane, m. */
  readonly offsetM: number;
  /** Bumper to bumper, m. */
  readonly lengthM: number;
}

/** Plays a recording over and over. */
export interface TrajectoryPlayer {
  /**
   * The vehicles on the road at a second (0 ≤ second < durationS) of a pass (0, 1, …). The first pass begins with the
   * vehicles that were on the road; every later one begins with the tails of those that departed in the pass before,
   * so that nobody appears or vanishes on the way where the passes meet.
   */
  vehiclesAt(passIndex: number, second: number): PlayedVehicle[];
}

interface LaneCourse {
  readonly lane: RecordedLane;
  /** Running length at each point of the line, scaled to the lane's driving length, m. */
  readonly along: Float64Array;
  /** Compass heading of each piece of the line. */
  readonly headings: Float64Array;
}

const BUCKET_S = 30;

/** Prepares a recording for playing; `vehiclesAt` then takes about a microsecond a vehicle. */
export function createTrajectoryPlayer(recording: TrajectoryRecording): TrajectoryPlayer {
  const courses = recording.lanes.map(toCourse);
  const buckets = fillBuckets(recording.vehicles);
  function collect(
    into: PlayedVehicle[],
    second: number,
    suffix: string,
    wants: (vehicle: RecordedVehicle) => boolean,
  ): void {
    for (const vehicle of buckets[Math.floor(second / BUCKET_S)] ?? []) {
      const sample = second - vehicle.firstS;
      if (sample < 0 || sample >= vehicle.laneIndex.length || !wants(vehicle)) continue;
      const course = courses[vehicle.laneIndex[sample] ?? 0];
      if (course) into.push(place(vehicle, sample, course, suffix));
    }
  }
  return {
    vehiclesAt(passIndex, second) {
      const result: PlayedVehicle[] = [];
      collect(result, second, `-${passIndex}`, (vehicle) => !vehicle.isCarryIn);
      if (passIndex === 0) collect(result, second, "-c", (vehicle) => vehicle.isCarryIn);
      else
        collect(result, second + recording.durationS, `-${passIndex - 1}`, (vehicle) => !vehicle.isCarryIn);
      return result;
    },
  };
}

function toCourse(lane: RecordedLane): LaneCourse {
  const count = lane.line.length;
  const along = new Float64Array(count);
  const headings = new Float64Array(count);
  const shrink = Math.cos(((lane.line[0]?.[1] ?? 0) * Math.PI) / 180);
  for (let i = 1; i < count; i += 1) {
    const [lonA, latA] = lane.line[i - 1] ?? [0, 0];
    const [lonB, latB] = lane.line[i] ?? [0, 0];
    const east = (lonB - lonA) * shrink * METRES_PER_DEG_LAT;
    const north = (latB - latA) * METRES_PER_DEG_LAT;
    along[i] = (along[i - 1] ?? 0) + Math.hypot(east, north);
    headings[i] = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  }
  const drawnM = along[count - 1] ?? 0;
  const scale = drawnM > 0 ? lane.lengthM / drawnM : 1;
  for (let i = 0; i < count; i += 1) along[i] = (along[i] ?? 0) * scale;
  return { lane, along, headings };
}

function fillBuckets(vehicles: readonly RecordedVehicle[]): RecordedVehicle[][] {
  const buckets: RecordedVehicle[][] = [];
  for (const vehicle of vehicles) {
    const last = Math.floor((vehicle.firstS + vehicle.laneIndex.length - 1) / BUCKET_S);
    for (let i = Math.floor(vehicle.firstS / BUCKET_S); i <= last; i += 1) {
      const bucket = buckets[i] ?? [];
      bucket.push(vehicle);
      buckets[i] = bucket;
    }
  }
  return buckets;
}

function place(vehicle: RecordedVehicle, sample: number, course: LaneCourse, suffix: string): PlayedVehicle {
  const { lane, along, headings } = course;
  const offsetM = Math.min(vehicle.positionM[sample] ?? 0, lane.lengthM);
  let i = 1;
  while (i < along.length - 1 && (along[i] ?? 0) < offsetM) i += 1;
  const startM = along[i - 1] ?? 0;
  const pieceM = (along[i] ?? 0) - startM;
  const share = pieceM > 0 ? Math.min(1, (offsetM - startM) / pieceM) : 0;
  const [lonA, latA] = lane.line[i - 1] ?? [0, 0];
  const [lonB, latB] = lane.line[i] ?? [lonA, latA];
  return {
    id: vehicle.id + suffix,
    lon: lonA + (lonB - lonA) * share,
    lat: latA + (latB - latA) * share,
    speedKmh: (vehicle.speedMs[sample] ?? 0) * 3.6,
    headingDeg: headings[i] ?? 0,
    ...(lane.segmentId === undefined ? {} : { segmentId: lane.segmentId }),
    vehicleClass: vehicle.vehicleClass,
    lane: lane.lane,
    offsetM,
    lengthM: vehicle.lengthM,
  };
}
