import { faultClassSchema } from "@arterial/domain/quality/fault-class";
import {
  faultFindingSchema,
  type SensorFault,
  sensorFaultSchema,
} from "@arterial/domain/quality/sensor-fault";
import { z } from "zod";
import type { DistrustedTime } from "./distrust.ts";
import { createSensorState, type SensorState } from "./sensor-state.ts";

/** JSON has no numbers for "not yet" and "never": they travel as words. */
const numberSchema = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"]).transform(Number)]);

const holdSchema = z.object({
  isActive: z.boolean(),
  since: numberSchema,
  foundAt: numberSchema,
  readings: z.number(),
  findings: z.array(faultFindingSchema),
  clearSince: numberSchema,
  clearReadings: z.number(),
  newestAt: numberSchema,
});

/** The sensor as a whole, or one of its lanes. Nothing else is a part, so that what is saved has a largest size. */
const partNameSchema = z.string().regex(/^(\d|1[0-5])?$/);

const partSchema = z.object({
  newestTs: numberSchema,
  signature: z.string(),
  sameSince: numberSchema,
  loop: z.object({
    vehicles: z.number(),
    coveredM: z.number(),
    speedSumKmh: z.number(),
    counted: z.number(),
    others: z.number(),
    othersSince: z.number(),
    usualCounted: z.number(),
    usualOthers: z.number(),
  }),
  holds: z.array(z.tuple([faultClassSchema, holdSchema])).transform((holds) => new Map(holds)),
});

const sensorSchema = z.object({
  takenTo: numberSchema,
  heardAt: numberSchema,
  clockCheckedAt: numberSchema,
  lagMs: numberSchema,
  isSilent: z.boolean(),
  backReadings: z.number(),
  backSince: numberSchema,
  parts: z.array(z.tuple([partNameSchema, partSchema])).transform((parts) => new Map(parts)),
});

const savedSchema = z.object({
  sensor: sensorSchema,
  faults: z.array(sensorFaultSchema),
  distrusted: z.array(z.object({ faultClass: faultClassSchema, fromAt: z.number(), toAt: numberSchema })),
});

/** Everything that the watch knows of one sensor. */
export interface SavedSensor {
  sensor: SensorState;
  faults: readonly SensorFault[];
  distrusted: readonly DistrustedTime[];
}

/** What is known of a sensor as JSON; read back, every number is the same to the bit. */
export function encodeSensor({ sensor, ...rest }: SavedSensor): unknown {
  const parts = [...sensor.parts].map(([name, part]) => [name, { ...part, holds: [...part.holds] }]);
  return withWords({ sensor: { ...sensor, parts }, ...rest });
}

/** Reads JSON of {@link encodeSensor}; undefined when it was written by another version. */
export function decodeSensor(json: unknown): SavedSensor | undefined {
  const parsed = savedSchema.safeParse(json);
  return parsed.success
    ? { ...parsed.data, sensor: { ...createSensorState(), ...parsed.data.sensor } }
    : undefined;
}

function withWords(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(withWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withWords(inner)]));
}
