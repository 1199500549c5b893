import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { Device } from "@arterial/domain/device-kind";
import type { LiveDevice } from "@arterial/domain/live/frame";

/** A device with what it said last. */
export interface DeviceView extends Device {
  /** null when nothing was ever received from it. */
  latest: Pick<LiveDevice, "ts" | "receivedAt" | "values"> | null;
  /** Age of the latest reading, ms. */
  ageMs: number | null;
  health: DataAge;
}

/** A device as the console shows it at `nowMs`, epoch ms. */
export function toDeviceView(device: Device, latest: LiveDevice | undefined, nowMs: number): DeviceView {
  const newestAt = latest?.ts ?? null;
  return {
    ...device,
    latest:
      latest === undefined ? null : { ts: latest.ts, receivedAt: latest.receivedAt, values: latest.values },
    ageMs: newestAt === null ? null : Math.max(0, nowMs - newestAt),
    health: dataAge({ newestAt, now: nowMs, expectedIntervalS: device.expectedIntervalS }),
  };
}
