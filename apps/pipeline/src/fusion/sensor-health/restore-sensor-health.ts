import type { Pool } from "@arterial/db/pool";
import { readOpenSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { readSensorHealthStates } from "@arterial/db/timeseries/fault/sensor-health-states";
import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { findReplayStarts, replayReadings } from "./replay-readings.ts";
import { decodeSensor } from "./saved-sensor.ts";
import type { SensorHealth } from "./sensor-health.ts";

/**
 * Makes the watch what it was before a restart: what was saved of each sensor, and after that every reading that was
 * received since, in its order. Faults that neither tells of were found by the clock or by a comparison with others: they
 * are taken over as they stand. Returns how many readings were read back.
 */
export async function restoreSensorHealth(options: {
  pool: Pool;
  health: SensorHealth;
  devices: readonly Device[];
  nowMs: number;
}): Promise<number> {
  const { pool, health, devices, nowMs } = options;
  const takenTo = new Map<string, number>();
  for (const { deviceId, takenTo: at, state } of await readSensorHealthStates(pool)) {
    const saved = decodeSensor(state);
    if (!saved) continue;
    health.load(deviceId, saved);
    takenTo.set(deviceId, at);
  }
  const open = await readOpenSensorFaults(pool);
  const starts = await findReplayStarts({ pool, devices, nowMs });
  // A fault that began later is found again, after those before it.
  const isBefore = ({ kind, since }: SensorFault) => since < (starts.get(kind) ?? Number.POSITIVE_INFINITY);
  health.restore(open.filter((fault) => !takenTo.has(fault.deviceId) && isBefore(fault)));
  const take = (observation: Observation) => {
    // All readings of a message are taken at once, and no two messages share their instant of receipt.
    const to = takenTo.get(observation.deviceId) ?? Number.NEGATIVE_INFINITY;
    if (observation.receivedAt > to) health.take(observation);
  };
  const readings = await replayReadings({ pool, starts, take });
  health.adopt(open);
  return readings;
}
