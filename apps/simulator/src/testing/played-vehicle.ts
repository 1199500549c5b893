import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";

/** A car on segment "s", lane 0; override what a test is about. */
export function playedVehicle(overrides: Partial<PlayedVehicle> = {}): PlayedVehicle {
  return {
    id: "car-1",
    lon: 11,
    lat: 54.6,
    speedKmh: 36,
    headingDeg: 90,
    segmentId: "s",
    vehicleClass: "car",
    lane: 0,
    offsetM: 0,
    lengthM: 4.6,
    ...overrides,
  };
}
