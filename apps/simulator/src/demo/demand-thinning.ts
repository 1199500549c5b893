import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import { unitOf } from "../model/noise.ts";

/** At night the recorded hour is thinned to this share at least, so that there is always something to see. */
export const SMALLEST_SHARE = 0.35;

/**
 * Creates the filter that leaves out vehicles while demand is below the recorded hour's. It decides when a vehicle
 * first appears and stays with it until it is gone, so nobody vanishes on the road when the share changes.
 */
export function createDemandThinning(): (
  vehicles: readonly PlayedVehicle[],
  share: number,
) => PlayedVehicle[] {
  let decided = new Map<string, boolean>();
  return (vehicles, share) => {
    const next = new Map<string, boolean>();
    const kept = vehicles.filter(({ id }) => {
      const isKept = decided.get(id) ?? unitOf(`demand ${id}`) < Math.max(SMALLEST_SHARE, share);
      next.set(id, isKept);
      return isKept;
    });
    decided = next;
    return kept;
  };
}
