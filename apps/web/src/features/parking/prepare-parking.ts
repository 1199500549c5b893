import { numberOf } from "../device/channel.ts";

/** Free spaces of a car park and the share that is taken. */
export interface ParkingState {
  occupied: number;
  capacity: number;
  /** Never negative, even when more cars are counted in than there are spaces. */
  free: number;
  /** Share taken, 0 to 1 and above when overfull. */
  share: number;
}

/** State from a reading; the registered capacity holds when the reading has none. Null when it cannot be told. */
export function parkingState(
  values: Readonly<Record<string, unknown>> | undefined,
  registeredCapacity: number | undefined,
): ParkingState | null {
  const occupied = numberOf(values?.occupied);
  const capacity = numberOf(values?.capacity) ?? registeredCapacity ?? null;
  if (occupied === null || capacity === null || capacity <= 0) return null;
  return { occupied, capacity, free: Math.max(0, capacity - occupied), share: occupied / capacity };
}
