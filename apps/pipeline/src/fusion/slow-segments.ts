import type { SegmentTypical } from "@arterial/db/timeseries/traffic/profile";
import { robustZ } from "@arterial/domain/statistics/quantile";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { AbnormalCondition } from "./abnormal-condition.ts";
import { placeOf } from "./congestion-groups.ts";
import type { SegmentGraph } from "./connected-segments.ts";
import { createGroupIds } from "./group-ids.ts";

/** Robust standard deviations below the median for the hour of the week. */
const MIN_Z = -4;
/** Spread that is taken seriously at least, as a share of the usual speed and km/h. */
const FLOOR_SHARE = 0.08;
const FLOOR_KMH = 3;
/** Evidence needed: vehicles in five minutes, and quarter-hours behind the profile. */
const MIN_VEHICLES = 8;
const MIN_SAMPLES = 8;

export interface SlowSegmentsInput {
  graph: SegmentGraph;
  /** Newest five-minute windows. */
  segments: readonly SegmentMetric[];
  typicalSpeed: (segmentId: string) => SegmentTypical | undefined;
  /** Segments that are reported as congested already. */
  reported: ReadonlySet<string>;
}

/** Finds segments on which traffic is far slower than usual for the hour of the week, neighbours together. */
export function createSlowSegments(): { find(input: SlowSegmentsInput): AbnormalCondition[] } {
  const ids = createGroupIds("slow");
  return {
    find({ graph, segments, typicalSpeed, reported }) {
      const metrics = new Map(segments.map((metric) => [metric.segmentId, metric]));
      const slow = segments.filter(
        (metric) => !reported.has(metric.segmentId) && isSlow(metric, typicalSpeed(metric.segmentId)),
      );
      const groups = graph.groups(new Set(slow.map((metric) => metric.segmentId)));
      const names = ids.assign(groups.map((group) => group.map((segment) => segment.id)));
      return groups.map((group, index) => {
        const [head] = group;
        return {
          id: names[index] ?? "",
          severity: 4 as const,
          kind: "speed_below_typical" as const,
          subject: { type: "segment" as const, id: head.id },
          point: head.line[head.line.length - 1] ?? [0, 0],
          code: "speed.below_typical" as const,
          params: {
            place: placeOf(group),
            speedKmh: round(metrics.get(head.id)?.speedKmh ?? 0),
            typicalKmh: round(typicalSpeed(head.id)?.p50 ?? 0),
          },
          segmentIds: group.map((segment) => segment.id),
        };
      });
    },
  };
}

function isSlow(metric: SegmentMetric, typical: SegmentTypical | undefined): boolean {
  if (!typical || typical.samples < MIN_SAMPLES) return false;
  if (metric.speedKmh === null || metric.vehicles < MIN_VEHICLES || metric.speedKmh >= typical.p15)
    return false;
  const floor = Math.max(FLOOR_KMH, typical.p50 * FLOOR_SHARE);
  return robustZ(metric.speedKmh, typical, floor) <= MIN_Z;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
