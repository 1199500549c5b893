import { delayVehicleHours } from "@arterial/domain/traffic/edie";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { FigureNow } from "./city-figures.ts";

/** What the traffic figures are made of. */
export interface TrafficNow {
  /** Newest one-minute window of each segment that has one. */
  segments: readonly SegmentMetric[];
  /** Driving length of every segment of the city, m. */
  lengthsM: ReadonlyMap<string, number>;
  vehicles: { count: number; newestAt: number | null };
  /** True when the vehicle feed reports every vehicle, as a simulation does: then a segment without any is empty. */
  isFeedComplete: boolean;
}

/**
 * City-wide figures of traffic:
 * - travel time index: travel time over free-flow travel time, weighted by distance travelled (FHWA Urban Congestion
 *   Reports weight by VMT): Σ km·(ff / speed) / Σ km = Σ ff·hours / Σ km;
 * - space-mean speed: Σ km / Σ hours;
 * - congested length: segments in class heavy or severe, km;
 * - delay against free flow, vehicle-hours per hour.
 */
export function trafficFigures(now: TrafficNow): FigureNow[] {
  const moving = now.segments.filter((metric) => metric.vehicleHours > 0);
  const km = sum(moving, (metric) => metric.vehicleKm);
  const hours = sum(moving, (metric) => metric.vehicleHours);
  const known = now.segments.filter((metric) => metric.congestionClass !== "unknown");
  const congestedM = sum(known, (metric) =>
    ["heavy", "severe"].includes(metric.congestionClass) ? (now.lengthsM.get(metric.segmentId) ?? 0) : 0,
  );
  const delayPerHour = sum(
    moving,
    (metric) => delayVehicleHours(metric, metric.freeFlowKmh) / (metric.sizeS / 3600),
  );
  const newestAt = now.segments.length === 0 ? null : Math.max(...now.segments.map(endOf));
  const posted = known.filter((metric) => metric.freeFlowSource === "posted").length;
  const base = {
    quality: {
      used: now.isFeedComplete && known.length > 0 ? now.lengthsM.size : known.length,
      total: now.lengthsM.size,
      basis: "segments" as const,
    },
    newestAt,
    detail: { postedFreeFlow: posted },
  };
  const index = sum(moving, (metric) => metric.freeFlowKmh * metric.vehicleHours) / km;
  return [
    { id: "travelTimeIndex", value: km > 0 ? index : null, ...base },
    { id: "spaceMeanSpeed", value: hours > 0 ? km / hours : null, ...base },
    { id: "congestedLength", value: known.length > 0 ? congestedM / 1000 : null, ...base },
    { id: "delay", value: known.length > 0 ? delayPerHour : null, ...base },
    {
      id: "vehicles",
      value: now.vehicles.newestAt === null ? null : now.vehicles.count,
      quality: { used: now.vehicles.count, total: now.vehicles.count, basis: "vehicles" },
      newestAt: now.vehicles.newestAt,
      detail: {},
    },
  ];
}

function endOf(metric: SegmentMetric): number {
  return metric.startAt + metric.sizeS * 1000;
}

function sum(metrics: readonly SegmentMetric[], valueFor: (metric: SegmentMetric) => number): number {
  return metrics.reduce((total, metric) => total + valueFor(metric), 0);
}
