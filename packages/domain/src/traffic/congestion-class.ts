/** Congestion classes by ratio of speed to free flow; `closed` and `unknown` stand outside the order. */
export const CONGESTION_CLASSES = [
  "free",
  "light",
  "moderate",
  "heavy",
  "severe",
  "closed",
  "unknown",
] as const;
export type CongestionClass = (typeof CONGESTION_CLASSES)[number];
