import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import type { FaultLedger } from "./fault-ledger.ts";
import type { SensorState } from "./sensor-state.ts";

/** Readings that end a silence. */
const BACK_READINGS = 2;

/** Time without a reading that is a fault, s. */
export function silenceLimitS(
  limit: NonNullable<FaultThresholds["noData"]>,
  device: Pick<Device, "expectedIntervalS">,
): number {
  return Math.max(limit.seconds, limit.intervals * device.expectedIntervalS);
}

/** Notices sensors that fall silent, and those that are back. */
export interface SilenceWatch {
  /** Something came from a sensor, whatever it is worth. */
  hear(device: Device, sensor: SensorState, receivedAt: number): void;
  look(device: Device, sensor: SensorState, nowMs: number): void;
}

/** Creates the watch; silence before `startedAt`, when listening began, is nobody's fault. */
export function createSilenceWatch(options: {
  thresholds: Readonly<Record<DeviceKind, FaultThresholds>>;
  startedAt: number;
  ledger: FaultLedger;
}): SilenceWatch {
  const { thresholds, startedAt, ledger } = options;
  return {
    hear(device, sensor, receivedAt) {
      // A reading that is read again says nothing new.
      if (receivedAt < sensor.heardAt) return;
      sensor.heardAt = Math.max(sensor.heardAt, receivedAt);
      if (!sensor.isSilent) return;
      if (sensor.backReadings === 0) sensor.backSince = receivedAt;
      sensor.backReadings += 1;
      if (sensor.backReadings < BACK_READINGS) return;
      sensor.isSilent = false;
      ledger.close(device.id, "no_data", { endedAt: sensor.backSince, closedAt: receivedAt });
    },
    look(device, sensor, nowMs) {
      const limit = thresholds[device.kind].noData;
      if (!limit) return;
      const limitS = silenceLimitS(limit, device);
      if ((nowMs - Math.max(sensor.heardAt, startedAt)) / 1000 <= limitS) return;
      sensor.backReadings = 0;
      if (sensor.isSilent) return;
      sensor.isSilent = true;
      const since = Number.isFinite(sensor.heardAt) ? sensor.heardAt : startedAt;
      const value = (nowMs - since) / 1000;
      const findings = [{ quantity: "silentS", value, limit: limitS, relation: "above" as const }];
      ledger.open({
        deviceId: device.id,
        kind: device.kind,
        faultClass: "no_data",
        since,
        foundAt: nowMs,
        endedAt: null,
        evidence: { findings, windowS: value, readings: 0 },
      });
    },
  };
}
