import type { DescribeDevice } from "../../map/markers/device-markers.ts";

/** Field of view drawn for a camera that does not tell its own, and the step to which it is drawn, degrees. */
const DEFAULT_FIELD_DEG = 50;
const FIELD_STEP_DEG = 5;

/** Marker of a camera, with the cone that it sees when its heading is known. */
export const describeCamera: DescribeDevice = (device, _values, age) => {
  const icon = `camera-disc/${age}`;
  if (device.headingDeg === undefined) return { icon, text: "" };
  const field = device.fieldOfViewDeg ?? DEFAULT_FIELD_DEG;
  const fieldDeg = Math.max(FIELD_STEP_DEG, Math.round(field / FIELD_STEP_DEG) * FIELD_STEP_DEG);
  return { icon, text: "", headingDeg: device.headingDeg, fieldDeg };
};
