import { z } from "zod";
import { deviceIdSchema, deviceKindSchema } from "../device-kind.ts";
import { faultClassSchema } from "./fault-class.ts";

/** One number that speaks for a fault: what was measured, and the limit that it lies beyond. */
export const faultFindingSchema = z.object({
  /** What was looked at, such as `occupancy` or `effectiveLengthM`; units are in the name. */
  quantity: z.string().min(1).max(64),
  value: z.number(),
  limit: z.number(),
  relation: z.enum(["above", "below", "equal"]),
});
export type FaultFinding = z.infer<typeof faultFindingSchema>;

/** Why a sensor is called faulty: the findings, and over how much event time and how many readings they held. */
export const faultEvidenceSchema = z.object({
  findings: z.array(faultFindingSchema).min(1).max(8),
  windowS: z.number().nonnegative(),
  readings: z.number().int().nonnegative(),
});
export type FaultEvidence = z.infer<typeof faultEvidenceSchema>;

/** A fault of one sensor: a matter of maintenance, never of traffic. Times are epoch ms. */
export const sensorFaultSchema = z.object({
  deviceId: deviceIdSchema,
  kind: deviceKindSchema,
  faultClass: faultClassSchema,
  /** Event time from which on the evidence holds. */
  since: z.number(),
  /** Event time at which it had held long enough to be called a fault. */
  foundAt: z.number(),
  /** Event time from which on it no longer holds; null while it does. */
  endedAt: z.number().nullable(),
  evidence: faultEvidenceSchema,
});
export type SensorFault = z.infer<typeof sensorFaultSchema>;
