import type { DescribeDevice } from "../../map/markers/device-markers.ts";

/** Marker of a traffic loop: only whether it reports. */
export const describeLoop: DescribeDevice = (_device, _values, age) => ({
  icon: `loop-dot/${age}`,
  text: "",
});
