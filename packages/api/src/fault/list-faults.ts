import { readSensorFaults, type SensorFaultQuery } from "@arterial/db/timeseries/fault/sensor-faults";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** Faults of sensors, newest first: those that are open, those that ended, or both. */
export async function listFaults(ctx: ServiceContext, query: SensorFaultQuery): Promise<SensorFault[]> {
  requirePermission(ctx.actor, "device.read");
  return readSensorFaults(ctx.pool, query);
}
