import type { Device } from "@arterial/domain/device-kind";
import { DEFAULT_FAULT_THRESHOLDS } from "@arterial/domain/quality/fault-thresholds";
import { createLoopReferences } from "../loop-reference.ts";
import { createSensorHealth, type SensorHealth, type SensorHealthOptions } from "../sensor-health.ts";

/** Watches loops that have no neighbours, where 50 km/h are posted; by the usual limits unless told. */
export function watchLoops(
  loops: readonly Device[],
  {
    startedAt,
    thresholds = DEFAULT_FAULT_THRESHOLDS,
  }: Pick<SensorHealthOptions, "startedAt"> & Partial<Pick<SensorHealthOptions, "thresholds">>,
): SensorHealth {
  const references = createLoopReferences([], loops);
  return createSensorHealth({
    devices: () => loops,
    deviceOf: (id) => loops.find((loop) => loop.id === id),
    thresholds,
    references: () => references,
    postedKmhOf: () => 50,
    startedAt,
  });
}
