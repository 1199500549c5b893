import { mixQuality, NO_QUALITY, type QualityShares } from "@arterial/domain/quality/quality-shares";
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
  const moving = now.segments.filter((metric) => metric.vehicleHours > 0 && metric.source !== "typical");
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
      shares: segmentShares(now, known),
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
      quality: {
        used: now.vehicles.count,
        total: now.vehicles.count,
        basis: "vehicles",
        shares: now.vehicles.newestAt === null ? NO_QUALITY : ALL_OBSERVED,
      },
      newestAt: now.vehicles.newestAt,
      detail: {},
    },
  ];
}

const ALL_OBSERVED = { observed: 1, imputed: 0, suspect: 0 };

/** By length; where the feed is complete, a segment without a window is one on which nobody was seen. */
function segmentShares(now: TrafficNow, known: readonly SegmentMetric[]): QualityShares {
  const lengthOf = (id: string) => now.lengthsM.get(id) ?? 0;
  const parts = known.map(({ segmentId, quality }) => ({ quality, weight: lengthOf(segmentId) }));
  const seenM = parts.reduce((total, { weight }) => total + weight, 0);
  const restM = [...now.lengthsM.values()].reduce((total, lengthM) => total + lengthM, -seenM);
  const rest = now.isFeedComplete && known.length > 0 ? ALL_OBSERVED : NO_QUALITY;
  return mixQuality([...parts, { quality: rest, weight: Math.max(0, restM) }]);
}

function endOf(metric: SegmentMetric): number {
  return metric.startAt + metric.sizeS * 1000;
}

function sum(metrics: readonly SegmentMetric[], valueFor: (metric: SegmentMetric) => number): number {
  return metrics.reduce((total, metric) => total + valueFor(metric), 0);
}
