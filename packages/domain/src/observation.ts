import type { z } from "zod";
import { airReadingSchema } from "./air/observation.ts";
import { cameraReadingSchema } from "./camera/observation.ts";
import type { DeviceKind } from "./device-kind.ts";
import { parkingReadingSchema } from "./parking/observation.ts";
import { trafficReadingSchema, vehicleReadingSchema } from "./traffic/observation.ts";
import { weatherReadingSchema } from "./weather/observation.ts";

/** Schema of one reading by device kind: the door of the pipeline. Adding a domain adds its line here. */
export const READING_SCHEMAS = {
  traffic: trafficReadingSchema,
  vehicle: vehicleReadingSchema,
  air: airReadingSchema,
  parking: parkingReadingSchema,
  weather: weatherReadingSchema,
  camera: cameraReadingSchema,
} as const satisfies Record<DeviceKind, z.ZodType>;

/** A reading as parsed, by kind. `ts` is epoch milliseconds. */
export type ReadingOf<K extends DeviceKind> = z.infer<(typeof READING_SCHEMAS)[K]>;

/** A reading with who sent it and when it came: the value of a record on the event log. */
export type Observation<K extends DeviceKind = DeviceKind> = {
  [Kind in K]: {
    kind: Kind;
    deviceId: string;
    /** Epoch ms at which the pipeline took the reading, microseconds after the point: no two messages share one. */
    receivedAt: number;
    /** True when it came too late for every window of its kind. */
    isLate?: boolean;
    reading: ReadingOf<Kind>;
  };
}[K];
