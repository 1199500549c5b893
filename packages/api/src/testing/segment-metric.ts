import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";

/** A five-minute window of moderate traffic on the fixture city's segment `mint-01`. */
export function metricAt(startAt: number): SegmentMetric {
  return {
    segmentId: "mint-01",
    startAt,
    sizeS: 300,
    vehicleKm: 1,
    vehicleHours: 0.05,
    vehicles: 4,
    flowVph: 48,
    speedKmh: 20,
    densityVpkm: 2.4,
    occupancy: null,
    freeFlowKmh: 30,
    freeFlowSource: "posted",
    ratio: 0.66,
    congestionClass: "moderate",
    quality: { observed: 1, imputed: 0, suspect: 0 },
    isCorrected: false,
  };
}
