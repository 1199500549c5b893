import type { Pool } from "@arterial/db/pool";
import { replayObservations } from "@arterial/db/timeseries/replay-observations";
import { TRAFFIC_TABLE } from "@arterial/db/timeseries/traffic/observation-table";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import { createLoopReferences } from "../../apps/pipeline/src/fusion/sensor-health/loop-reference.ts";
import { createSensorHealth } from "../../apps/pipeline/src/fusion/sensor-health/sensor-health.ts";
import { FAULT_CITY, FAULT_DEVICES } from "../input/fault-city.ts";

/** Limits of the checks of sensors' health, by kind. */
export type Thresholds = Readonly<Record<DeviceKind, FaultThresholds>>;

/** Whether a loop's reading is to be trusted. */
export type IsTrusted = (observation: Observation<"traffic">) => boolean;

/** Which readings of loops are to be trusted, judged in one go over all stored ones in order of receipt. */
export async function judgeLoops(pool: Pool, thresholds: Thresholds): Promise<IsTrusted> {
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
  const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  for await (const row of replayObservations(pool, TRAFFIC_TABLE, range)) {
    health.take({ ...row, kind: "traffic" });
  }
  return ({ deviceId, receivedAt, reading }) => health.isTrustedAt(deviceId, { ts: reading.ts, receivedAt });
}
