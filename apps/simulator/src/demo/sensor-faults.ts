import { z } from "zod";
import { unitOf } from "../model/noise.ts";
import type { OutgoingReading } from "../publish/publisher.ts";

/** Ways in which a sensor of the demo city fails: silent, repeating one reading, or counting what is not there. */
export const SENSOR_FAULTS = ["dead", "stuck", "chatter"] as const;
export const sensorFaultSchema = z.object({
  deviceId: z.string().min(1),
  fault: z.enum(SENSOR_FAULTS),
});
export type SensorFault = z.infer<typeof sensorFaultSchema>;

/** What a possibly faulty sensor really sends: the reading, a wrong one, or nothing. */
export type FaultFilter = (deviceId: string, reading: OutgoingReading) => OutgoingReading | undefined;

/** A chattering loop counts each vehicle several times and now and then one that is not there. */
const CHATTER_FACTOR = 3;

/** Creates the filter for a list of faults; devices that are not listed send what they measured. */
export function createFaultFilter(faults: readonly SensorFault[]): FaultFilter {
  const faultOf = new Map(faults.map(({ deviceId, fault }) => [deviceId, fault]));
  const stuckAt = new Map<string, OutgoingReading>();
  return (deviceId, reading) => {
    switch (faultOf.get(deviceId)) {
      case undefined:
        return reading;
      case "dead":
        return undefined;
      case "stuck": {
        const first = stuckAt.get(deviceId) ?? reading;
        stuckAt.set(deviceId, first);
        return { ...first, ts: reading.ts };
      }
      case "chatter":
        return chattering(deviceId, reading);
    }
  };
}

function chattering(deviceId: string, reading: OutgoingReading): OutgoingReading {
  if (typeof reading.count !== "number") return reading;
  const ghosts = Math.floor(unitOf(`chatter ${deviceId} ${reading.ts}`) * 12);
  return { ...reading, count: reading.count * CHATTER_FACTOR + ghosts };
}
