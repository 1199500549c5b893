import type { DescribeDevice } from "../../map/layers/device-points.ts";

/** Marker of a traffic loop: only whether it reports. */
export const describeLoop: DescribeDevice = (_device, _values, age) => ({ icon: age, text: "" });
