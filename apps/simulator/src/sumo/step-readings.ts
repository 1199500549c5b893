import { edgeOfLane } from "@arterial/sumo/fcd";
import type { Projection } from "@arterial/sumo/projection";
import type { TraciVehicle } from "@arterial/sumo/traci/client";
import type { LoopInterval } from "@arterial/sumo/traci/loop-intervals";
import type { OutgoingReading } from "../publish/publisher.ts";

const MAX_ID_LENGTH = 64;

/** What of a SUMO vehicle goes into a reading; x and y in network coordinates, m. */
export type SumoVehicle = Pick<TraciVehicle, "id" | "x" | "y" | "speedMs" | "laneId"> & {
  headingDeg?: number | undefined;
};

/** Reading of a vehicle feed for one SUMO vehicle. @param isSegment whether an edge is a segment of the city. */
export function vehicleReading(
  vehicle: SumoVehicle,
  ts: number,
  place: { projection: Pick<Projection, "toLonLat">; isSegment: (edgeId: string) => boolean },
): OutgoingReading {
  const [lon, lat] = place.projection.toLonLat([vehicle.x, vehicle.y]);
  const edgeId = edgeOfLane(vehicle.laneId);
  const reading: OutgoingReading = {
    ts,
    id: vehicle.id.slice(0, MAX_ID_LENGTH),
    lon: Math.round(lon * 1e7) / 1e7,
    lat: Math.round(lat * 1e7) / 1e7,
    speedKmh: Math.round(vehicle.speedMs * 360) / 100,
  };
  if (vehicle.headingDeg !== undefined) reading.headingDeg = Math.round(vehicle.headingDeg * 10) / 10;
  if (edgeId !== undefined && edgeId.length <= MAX_ID_LENGTH && place.isSegment(edgeId)) {
    reading.segmentId = edgeId;
  }
  return reading;
}

/** Reading of a traffic loop for one closed interval; an empty one has a count of 0 and no speed. */
export function loopReading(interval: LoopInterval, ts: number, lane: number | undefined): OutgoingReading {
  return {
    ts,
    count: interval.count,
    periodS: Math.round((interval.endS - interval.beginS) * 1000) / 1000,
    ...(interval.speedMs === undefined ? {} : { speedKmh: Math.round(interval.speedMs * 3600) / 1000 }),
    occupancy: Math.round(interval.occupancy * 1e6) / 1e6,
    ...(lane === undefined || lane > 15 ? {} : { lane }),
  };
}
