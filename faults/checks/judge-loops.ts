import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import { createLoopReferences } from "../../apps/pipeline/src/fusion/sensor-health/loop-reference.ts";
import { createSensorHealth } from "../../apps/pipeline/src/fusion/sensor-health/sensor-health.ts";
import { FAULT_CITY, FAULT_DEVICES } from "../input/fault-city.ts";

/** Limits of the checks of sensors' health, by kind. */
export type Thresholds = Readonly<Record<DeviceKind, FaultThresholds>>;

/** Which readings of loops are to be trusted, judged in one go over all of them in order of receipt. */
export function judgeLoops(
  inOrder: readonly Observation[],
  thresholds: Thresholds,
): (observation: Observation<"traffic">) => boolean {
  const references = createLoopReferences(FAULT_CITY.segments, FAULT_DEVICES);
  const posted = new Map(FAULT_CITY.segments.map(({ id, speedLimitKmh }) => [id, speedLimitKmh]));
  const health = createSensorHealth({
    devices: () => FAULT_DEVICES,
    deviceOf: (id) => FAULT_DEVICES.find((device) => device.id === id),
    thresholds,
    references: () => references,
    postedKmhOf: (id) => posted.get(id),
    startedAt: 0,
  });
  for (const observation of inOrder) if (observation.kind === "traffic") health.take(observation);
  return ({ deviceId, receivedAt, reading }) => health.isTrustedAt(deviceId, { ts: reading.ts, receivedAt });
}
