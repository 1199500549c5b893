import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { LiveDevice } from "@arterial/domain/live/frame";
import type { MapDevice } from "../live-map-props.ts";

/** What a device's marker shows. */
export interface MarkerLook {
  /** Name of an icon of its layer, with what it shows: `<name>/<params…>`. */
  icon: string;
  /** Text on the marker; empty for none. */
  text: string;
  /** Heading of what the device looks at, degrees; absent for those that look nowhere. */
  headingDeg?: number;
  /** Width of what it sees, degrees. */
  fieldDeg?: number;
}

/** A device's marker and where it stands, degrees. */
export interface DeviceMarker extends MarkerLook {
  id: string;
  lon: number;
  lat: number;
}

export type DescribeDevice = (
  device: MapDevice,
  values: Readonly<Record<string, unknown>> | null,
  age: DataAge,
) => MarkerLook;

/** Markers of all devices of a kind; `now` is the server's time, epoch ms. */
export function deviceMarkers(options: {
  kind: DeviceKind;
  devices: readonly MapDevice[];
  live: ReadonlyMap<string, LiveDevice>;
  now: number;
  describe: DescribeDevice;
}): DeviceMarker[] {
  const { kind, devices, live, now, describe } = options;
  return devices
    .filter((device) => device.kind === kind)
    .map((device) => {
      const { id, lon, lat, expectedIntervalS } = device;
      const latest = live.get(id);
      const age = dataAge({ newestAt: latest?.ts ?? null, now, expectedIntervalS });
      return { id, lon, lat, ...describe(device, latest?.values ?? null, age) };
    });
}

/** A finite number of a reading, or null. */
export function numberIn(values: Readonly<Record<string, unknown>> | null, field: string): number | null {
  const value = values?.[field];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
