import { z } from "zod";

/**
 * Ways in which a sensor fails, in the order of the cascade: the first one that holds names the fault, because what
 * comes after it cannot be told from wrong input. The loop classes follow the detector diagnostics of PeMS (no data,
 * card off, high value, stuck) and of the FHWA Traffic Detector Handbook (chatter, locked on).
 */
export const FAULT_CLASSES = [
  /** Nothing comes any more. */
  "no_data",
  /** Its clock is ahead, or behind by an amount that stays the same. */
  "clock_skew",
  /** A loop that reports a vehicle on it all the time. */
  "locked_on",
  /** The same values over and over where the quantity varies. */
  "stuck",
  /** Beyond what the quantity can be. */
  "high_value",
  /** A loop that counts one vehicle several times. */
  "chatter",
  /** Speed, flow and occupancy that cannot be true together. */
  "implausible",
  /** Far from what its neighbours measure. */
  "disagrees",
] as const;
export const faultClassSchema = z.enum(FAULT_CLASSES);
export type FaultClass = z.infer<typeof faultClassSchema>;
