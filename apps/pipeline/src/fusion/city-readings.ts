import { dataAge } from "@arterial/domain/data-age";
import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import { replacesLatest } from "@arterial/domain/latest-reading";
import type { LiveDevice } from "@arterial/domain/live/frame";
import type { Observation } from "@arterial/domain/observation";

/** Latest reading of every device but vehicles, and how many vehicles are about. */
export interface CityReadings {
  take(observation: Observation): void;
  latest(deviceId: string): LiveDevice | undefined;
  vehicles(nowMs: number): { count: number; newestAt: number | null };
}

/** A vehicle counts as being on the road for this long after its last position. */
const VEHICLE_SHOWN_MS = 10_000;

/** Creates the collection, starting from what is stored. */
export function createCityReadings(known: readonly LiveDevice[]): CityReadings {
  const devices = new Map(known.map((device) => [device.id, device]));
  const vehicles = new Map<string, number>();
  let newestVehicleAt: number | null = null;
  return {
    take({ kind, deviceId, receivedAt, reading }) {
      const { ts, seq: _seq, ...values } = reading;
      if (kind === "vehicle") {
        const { id } = reading;
        vehicles.set(id, Math.max(ts, vehicles.get(id) ?? 0));
        newestVehicleAt = Math.max(ts, newestVehicleAt ?? 0);
        return;
      }
      const before = devices.get(deviceId);
      const device: LiveDevice = { id: deviceId, kind, ts, receivedAt, values };
      if (!before || replacesLatest(before, device)) devices.set(deviceId, device);
    },
    latest: (deviceId) => devices.get(deviceId),
    vehicles(nowMs) {
      for (const [id, ts] of vehicles) if (nowMs - ts > VEHICLE_SHOWN_MS) vehicles.delete(id);
      return { count: vehicles.size, newestAt: newestVehicleAt };
    },
  };
}

/** A device with its newest reading. */
export interface DeviceReading {
  device: Device;
  reading: LiveDevice;
}

/** Devices of one kind whose newest reading is still good for a figure: neither stale nor offline. */
export function usableReadings(
  devices: readonly Device[],
  kind: DeviceKind,
  context: { readings: CityReadings; nowMs: number },
): DeviceReading[] {
  return devices.flatMap((device) => {
    const reading = device.kind === kind ? context.readings.latest(device.id) : undefined;
    if (!reading) return [];
    const age = dataAge({
      newestAt: reading.ts,
      now: context.nowMs,
      expectedIntervalS: device.expectedIntervalS,
    });
    return age === "fresh" || age === "late" ? [{ device, reading }] : [];
  });
}

/** A numeric field of a reading; null when it is absent. */
export function numberIn(reading: LiveDevice, field: string): number | null {
  const value = reading.values[field];
  return typeof value === "number" ? value : null;
}
