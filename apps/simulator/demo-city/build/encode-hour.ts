import { createReadStream, readFileSync } from "node:fs";
import {
  RECORDED_CLASSES,
  type RecordedClass,
  type RecordedLane,
  type RecordedVehicle,
  type TrajectoryRecording,
} from "@arterial/domain/recording/trajectory-recording";
import { type FcdVehicle, readFcd } from "@arterial/sumo/fcd";
import { readNetwork } from "@arterial/sumo/network";
import { createProjection } from "@arterial/sumo/projection";
import { VEHICLE_LENGTH_M } from "./demand-files.ts";
import { RECORDING_STARTS_S } from "./simulate-hour.ts";

const DURATION_S = 3600;

interface Track {
  readonly id: string;
  readonly type: RecordedClass;
  readonly hour: number;
  readonly firstS: number;
  readonly lanes: number[];
  readonly positions: number[];
  readonly speeds: number[];
}

/**
 * The recording of SUMO's floating car data. The state after SUMO's step t is the state at the second t + 1, so that the
 * movements of an edgeData interval [b, e) are those between the recording's seconds b and e.
 */
export async function readRecording(fcdFile: string, networkFile: string): Promise<TrajectoryRecording> {
  const catalogue = await createLaneCatalogue(networkFile);
  const tracks = new Map<string, Track>();
  for await (const step of readFcd(createReadStream(fcdFile, { highWaterMark: 1 << 20 }))) {
    const second = Math.round(step.timeS) + 1 - RECORDING_STARTS_S;
    if (second < 0) continue;
    for (const vehicle of step.vehicles) record(tracks, vehicle, second, catalogue.indexOf(vehicle.laneId));
  }
  const vehicles = [...tracks.values()].sort((a, b) => a.hour - b.hour || a.firstS - b.firstS).map(toVehicle);
  return { durationS: DURATION_S, lanes: catalogue.lanes, vehicles };
}

function record(tracks: Map<string, Track>, vehicle: FcdVehicle, second: number, lane: number): void {
  const hour = Number(vehicle.id.split(".")[0]);
  if (hour > 1) return;
  let track = tracks.get(vehicle.id);
  if (!track) {
    if (hour === 1 && second > DURATION_S + 60) throw new Error(`${vehicle.id} departed long after the hour`);
    track = {
      id: vehicle.id,
      type: classOf(vehicle.type),
      hour,
      firstS: second,
      lanes: [],
      positions: [],
      speeds: [],
    };
    tracks.set(vehicle.id, track);
  }
  track.lanes.push(lane);
  track.positions.push(vehicle.positionM ?? 0);
  track.speeds.push(vehicle.speedMs);
}

function classOf(type: string): RecordedClass {
  const found = RECORDED_CLASSES.find((name) => name === type);
  if (!found) throw new Error(`unknown vehicle type ${type}`);
  return found;
}

function toVehicle(track: Track): RecordedVehicle {
  return {
    id: track.id.slice(2),
    vehicleClass: track.type,
    lengthM: VEHICLE_LENGTH_M[track.type],
    isCarryIn: track.hour === 0,
    firstS: track.firstS,
    laneIndex: Uint16Array.from(track.lanes),
    positionM: Float32Array.from(track.positions),
    speedMs: Float32Array.from(track.speeds),
  };
}

/** Lanes of the network in the order in which they are first driven on, with lines in WGS 84. */
async function createLaneCatalogue(
  networkFile: string,
): Promise<{ lanes: RecordedLane[]; indexOf(laneId: string): number }> {
  const network = await readNetwork([readFileSync(networkFile)]);
  const projected = createProjection(network.location);
  if (!projected.ok) throw new Error(projected.message);
  const known = new Map(
    [...network.edges.values()].flatMap((edge) =>
      edge.lanes.map((lane) => [lane.id, { edge, lane }] as const),
    ),
  );
  const lanes: RecordedLane[] = [];
  const indices = new Map<string, number>();
  return {
    lanes,
    indexOf(laneId) {
      const index = indices.get(laneId);
      if (index !== undefined) return index;
      const found = known.get(laneId);
      if (!found) throw new Error(`unknown lane ${laneId}`);
      const { edge, lane } = found;
      const line = lane.shape.map((point) => projected.projection.toLonLat(point));
      lanes.push({
        ...(edge.isInternal ? {} : { segmentId: edge.id }),
        lane: lane.index,
        lengthM: lane.lengthM,
        line,
      });
      indices.set(laneId, lanes.length - 1);
      return lanes.length - 1;
    },
  };
}
