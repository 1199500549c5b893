import type { Observation } from "@arterial/domain/observation";

/**
 * What makes a reading itself: its kind, device, time, what it measures with (lane, vehicle, bay) and the device's own
 * running number. The same as the primary keys of the observation tables.
 */
export function readingIdentity(observation: Observation): string {
  const { kind, deviceId, reading } = observation;
  return `${kind}|${deviceId}|${reading.ts}|${partOf(observation)}|${reading.seq ?? ""}`;
}

function partOf(observation: Observation): string | number {
  switch (observation.kind) {
    case "traffic":
      return observation.reading.lane ?? "";
    case "vehicle":
      return observation.reading.id;
    case "parking":
      return observation.reading.bay ?? "";
    default:
      return "";
  }
}
