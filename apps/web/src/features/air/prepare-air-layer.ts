import { type DescribeDevice, numberIn } from "../../map/markers/device-markers.ts";

/** Marker of an air station: PM2.5 in µg/m³, a dash where there is none or where it is offline. */
export const describeAir: DescribeDevice = (_device, values, age) => {
  const pm25 = numberIn(values, "pm25");
  const text = pm25 === null || age === "offline" ? "–" : String(Math.round(pm25));
  return { icon: `air-pill/${age}/${text.length > 2 ? "wide" : "normal"}`, text };
};
