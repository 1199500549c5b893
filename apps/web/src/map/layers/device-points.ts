import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { LiveDevice } from "@arterial/domain/live/frame";
import type { FeatureCollection, Point } from "geojson";
import type { MapDevice } from "../live-map-props.ts";

/** What a marker layer reads of a device. */
export interface DevicePoint {
  id: string;
  /** Image without its theme. */
  icon: string;
  /** Text on the marker; empty for none. */
  text: string;
  /** Heading of what the device looks at, degrees; absent for those that look nowhere. */
  headingDeg?: number;
  /** Width of what it sees, degrees. */
  fieldDeg?: number;
}

export type DescribeDevice = (
  device: MapDevice,
  values: Readonly<Record<string, unknown>> | null,
  age: DataAge,
) => Omit<DevicePoint, "id">;

/** Points of all devices of a kind; `now` is the server's time, epoch ms. */
export function devicePoints(options: {
  kind: DeviceKind;
  devices: readonly MapDevice[];
  live: ReadonlyMap<string, LiveDevice>;
  now: number;
  describe: DescribeDevice;
}): FeatureCollection<Point, DevicePoint> {
  const { kind, devices, live, now, describe } = options;
  const features = devices
    .filter((device) => device.kind === kind)
    .map((device) => {
      const latest = live.get(device.id);
      const { expectedIntervalS } = device;
      const age = dataAge({ newestAt: latest?.ts ?? null, now, expectedIntervalS });
      return {
        type: "Feature" as const,
        geometry: { type: "Point" as const, coordinates: [device.lon, device.lat] },
        properties: { id: device.id, ...describe(device, latest?.values ?? null, age) },
      };
    });
  return { type: "FeatureCollection", features };
}

/** A finite number of a reading, or null. */
export function numberIn(values: Readonly<Record<string, unknown>> | null, field: string): number | null {
  const value = values?.[field];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
