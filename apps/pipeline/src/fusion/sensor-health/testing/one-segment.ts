import type { Segment } from "@arterial/domain/city/network";

/** One direction of a street with so many lanes. */
export function oneSegment(lanes: number): Segment {
  return {
    id: "s",
    name: "",
    roadClass: "primary",
    lanes,
    speedLimitKmh: 50,
    lengthM: 500,
    fromJunctionId: "x",
    toJunctionId: "y",
    isBridge: false,
    line: [
      [10, 54],
      [10.01, 54],
    ],
  };
}
