import type { LonLat } from "@arterial/domain/city/network";
import type { DeviceKind } from "@arterial/domain/device-kind";

interface Placed {
  id: string;
  kind: DeviceKind;
  lon: number;
  lat: number;
}

const DEG = Math.PI / 180;

/** The camera that stands nearest to a place; null when the city has none. */
export function nearestCamera<Device extends Placed>(
  devices: readonly Device[],
  [lon, lat]: LonLat,
): Device | null {
  // Within one city the earth is flat: a degree of longitude is shorter by the cosine of the latitude.
  const shrink = Math.cos(lat * DEG);
  const apart = (device: Device) => Math.hypot((device.lon - lon) * shrink, device.lat - lat);
  const cameras = devices.filter(({ kind }) => kind === "camera");
  return cameras.toSorted((a, b) => apart(a) - apart(b))[0] ?? null;
}
