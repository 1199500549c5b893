import type { DeviceKind } from "@arterial/domain/device-kind";
import { replacesLatest } from "@arterial/domain/latest-reading";
import type { LiveDevice } from "@arterial/domain/live/frame";
import type { Observation } from "@arterial/domain/observation";

/** Keeps the latest reading of every device but vehicles. */
export interface DeviceTracker {
  take(observation: Observation<Exclude<DeviceKind, "vehicle">>): void;
  /** Devices with a newer reading since the last call. */
  changed(): LiveDevice[];
}

/** Creates a tracker that starts from what the database knew, so that an older reading never replaces a newer one. */
export function createDeviceTracker(known: readonly LiveDevice[]): DeviceTracker {
  const latest = new Map(known.map((device) => [device.id, device]));
  let changed = new Map(latest);
  return {
    take: ({ deviceId: id, kind, receivedAt, reading }) => {
      const { ts, seq: _seq, ...values } = reading;
      const before = latest.get(id);
      const device: LiveDevice = { id, kind, ts, receivedAt, values };
      if (before && !replacesLatest(before, device)) return;
      latest.set(id, device);
      changed.set(id, device);
    },
    changed: () => {
      const devices = [...changed.values()];
      changed = new Map();
      return devices;
    },
  };
}
