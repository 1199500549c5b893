import type { OutgoingReading } from "../publish/publisher.ts";
import type { PlayedVehicle } from "./played-vehicle.ts";

/** Readings in one message of a vehicle feed. */
export const VEHICLES_PER_MESSAGE = 100;

/** Readings of all vehicles at one moment, cut into messages. */
export function vehicleMessages(vehicles: readonly PlayedVehicle[], ts: number): OutgoingReading[][] {
  const messages: OutgoingReading[][] = [];
  for (let start = 0; start < vehicles.length; start += VEHICLES_PER_MESSAGE) {
    messages.push(vehicles.slice(start, start + VEHICLES_PER_MESSAGE).map((one) => vehicleReading(one, ts)));
  }
  return messages;
}

/** Seven decimals are 1 cm: metrics are computed from these positions. */
function vehicleReading(vehicle: PlayedVehicle, ts: number): OutgoingReading {
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
