import type { Segment } from "@arterial/domain/city/network";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";

/** A street of one lane from one junction to another. */
export function segmentOf(id: string, from: string, to: string, lengthM = 300): Segment {
  return {
    id,
    name: "",
    roadClass: "primary",
    lanes: 1,
    speedLimitKmh: 50,
    lengthM,
    fromJunctionId: from,
    toJunctionId: to,
    isBridge: false,
    line: [
      [11, 54.6],
      [11.001, 54.6],
    ],
  };
}

/** A road a → b → c → d → e; `f` joins before c. */
export const QUEUE_ROAD: readonly Segment[] = [
  segmentOf("a", "1", "2"),
  segmentOf("b", "2", "3"),
  segmentOf("c", "3", "4"),
  segmentOf("d", "4", "5"),
  segmentOf("e", "5", "6"),
  segmentOf("f", "9", "3"),
];

/** One minute of a segment, with 20 vehicles on it. */
export function metricOf(segment: Segment, isCongested: boolean): SegmentMetric {
  const speedKmh = isCongested ? 10 : 48;
  const densityVpkm = isCongested ? 60 : 8;
  const vehicleHours = (densityVpkm * segment.lengthM) / 1000 / 60;
  return {
    segmentId: segment.id,
    startAt: 0,
    sizeS: 60,
    vehicleKm: vehicleHours * speedKmh,
    vehicleHours,
    vehicles: 20,
    flowVph: densityVpkm * speedKmh,
    speedKmh,
    densityVpkm,
    occupancy: null,
    freeFlowKmh: 50,
    freeFlowSource: "posted",
    ratio: speedKmh / 50,
    congestionClass: isCongested ? "severe" : "free",
    quality: { observed: 1, imputed: 0, suspect: 0 },
    isCorrected: false,
  };
}
