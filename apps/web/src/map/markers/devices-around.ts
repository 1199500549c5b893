import type { Bounds, MapDevice } from "../live-map-props.ts";

/** So many devices are prepared wherever they are; of more only those in and around the view. */
export const FEW_DEVICES = 1_000;
/** Ground beside the view whose devices are ready before a pan comes to it, as a share of the view. */
const MARGIN = 0.5;

/** The devices that are worth preparing for a view: all of few, of many those in it and near it. */
export function devicesAround(devices: readonly MapDevice[], view: Bounds): readonly MapDevice[] {
  if (devices.length <= FEW_DEVICES) return devices;
  const [west, south, east, north] = view;
  const [x, y] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return devices.filter(
    ({ lon, lat }) => lon >= west - x && lon <= east + x && lat >= south - y && lat <= north + y,
  );
}
