import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";

/** Vehicle-seconds and vehicle-metres on a segment in an interval, and who drove there. */
export interface Travel {
  seconds: number;
  metres: number;
  readonly vehicles: Set<string>;
}

/**
 * Edie's sums (L. C. Edie, "Discussion of traffic stream measurements and definitions", 1963) of a played recording by
 * segment and interval. Keys are `segment second`, the second being the interval's begin. A vehicle moves at the speed of
 * a sample during the whole second before it, so the moment at which it changes from one segment to the next is known.
 */
export function sumTravel(
  seconds: Iterable<readonly PlayedVehicle[]>,
  lengthM: ReadonlyMap<string, number>,
  intervalS: number,
): Map<string, Travel> {
  const sums = new Map<string, Travel>();
  let second = 0;
  let before = new Map<string, PlayedVehicle>();
  for (const vehicles of seconds) {
    const now = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]));
    const intervalAt = Math.floor((second - 1) / intervalS) * intervalS;
    for (const last of before.values()) {
      for (const part of partsOf(last, now.get(last.id), lengthM)) {
        const key = `${part.segmentId} ${intervalAt}`;
        const sum = sums.get(key) ?? { seconds: 0, metres: 0, vehicles: new Set() };
        sum.seconds += part.seconds;
        sum.metres += part.metres;
        sum.vehicles.add(last.id);
        sums.set(key, sum);
      }
    }
    before = now;
    second += 1;
  }
  return sums;
}

interface Part {
  readonly segmentId: string;
  readonly seconds: number;
  readonly metres: number;
}

/** What a vehicle drove between two seconds: on one segment, from one to the next, or out of its last one. */
function partsOf(
  last: PlayedVehicle,
  next: PlayedVehicle | undefined,
  lengthM: ReadonlyMap<string, number>,
): Part[] {
  const speedMs = (next ?? last).speedKmh / 3.6;
  if (
    next &&
    next.segmentId !== undefined &&
    next.segmentId === last.segmentId &&
    next.offsetM >= last.offsetM
  ) {
    return [{ segmentId: next.segmentId, seconds: 1, metres: next.offsetM - last.offsetM }];
  }
  const parts: Part[] = [];
  if (last.segmentId !== undefined && speedMs > 0) {
    const restM = (lengthM.get(last.segmentId) ?? 0) - last.offsetM;
    const metres = next ? restM : Math.min(restM, speedMs);
    parts.push({ segmentId: last.segmentId, seconds: Math.min(1, metres / speedMs), metres });
  }
  if (next?.segmentId !== undefined && speedMs > 0) {
    parts.push({
      segmentId: next.segmentId,
      seconds: Math.min(1, next.offsetM / speedMs),
      metres: next.offsetM,
    });
  }
  return parts;
}
