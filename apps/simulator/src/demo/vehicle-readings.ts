import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import type { OutgoingReading } from "../publish/publisher.ts";

/** Reading of the vehicle feed for one played vehicle. Seven decimals are 1 cm: metrics come from these positions. */
export function vehicleReading(vehicle: PlayedVehicle, ts: number): OutgoingReading {
  const reading: OutgoingReading = {
    ts,
    id: vehicle.id,
    lon: Math.round(vehicle.lon * 1e7) / 1e7,
    lat: Math.round(vehicle.lat * 1e7) / 1e7,
    speedKmh: Math.round(vehicle.speedKmh * 100) / 100,
    headingDeg: Math.round(vehicle.headingDeg * 10) / 10,
  };
  if (vehicle.segmentId !== undefined) reading.segmentId = vehicle.segmentId;
  return reading;
}
