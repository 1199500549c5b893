import { type DescribeDevice, numberIn } from "../../map/markers/device-markers.ts";

/** Steps of the bar under a car park's sign. */
export const OCCUPANCY_STEPS = 15;

/** Marker of a car park: how full it is in steps, `none` where that is unknown or offline. */
export const describeParking: DescribeDevice = (device, values, age) => {
  const occupied = numberIn(values, "occupied");
  const capacity = numberIn(values, "capacity") ?? device.capacity ?? null;
  const isKnown = occupied !== null && capacity !== null && capacity > 0 && age !== "offline";
  const share = isKnown ? Math.min(1, Math.max(0, occupied / capacity)) : null;
  const filled = share === null ? "none" : String(Math.round(share * OCCUPANCY_STEPS));
  return { icon: `parking-square/${age}/${filled}`, text: "" };
};
