import { distanceM } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { DeviceKind } from "@arterial/domain/device-kind";

interface Placed {
  id: string;
  kind: DeviceKind;
  lon: number;
  lat: number;
}

/** The camera that stands nearest to a place; null when the city has none. */
export function nearestCamera<Device extends Placed>(
  devices: readonly Device[],
  place: LonLat,
): Device | null {
  const apart = ({ lon, lat }: Device) => distanceM([lon, lat], place);
  const cameras = devices.filter(({ kind }) => kind === "camera");
  return cameras.toSorted((a, b) => apart(a) - apart(b))[0] ?? null;
}
