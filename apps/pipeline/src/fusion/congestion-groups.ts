import type { SegmentTypical } from "@arterial/db/timeseries/traffic/profile";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { AbnormalCondition } from "./abnormal-condition.ts";
import type { SegmentGraph, SegmentGroup } from "./connected-segments.ts";
import { createGroupIds } from "./group-ids.ts";

/** Shorter stretches are the queue of one signal, not an event. */
const MIN_LENGTH_M = 200;

/** Without knowing what is typical, a stretch must be this long to be called abnormal. */
const MIN_LENGTH_UNKNOWN_M = 400;

export interface CongestionInput {
  graph: SegmentGraph;
  segments: readonly SegmentMetric[];
  typicalSpeed: (segmentId: string) => SegmentTypical | undefined;
}

/**
 * Finds stretches of congestion: segments in class heavy or severe that follow each other, which are longer than a
 * signal's queue and slower than is usual for the hour. A stretch keeps its identity while it moves and grows.
 */
export function createCongestionGroups(): { find(input: CongestionInput): AbnormalCondition[] } {
  const ids = createGroupIds("congestion");
  return {
    find({ graph, segments, typicalSpeed }) {
      const metrics = new Map(segments.map((metric) => [metric.segmentId, metric]));
      const congested = new Set(
        segments.filter((metric) => isCongested(metric)).map((metric) => metric.segmentId),
      );
      const groups = graph.groups(congested).filter((group) => isAbnormal(group, metrics, typicalSpeed));
      const named = ids.assign(groups.map((group) => group.map((segment) => segment.id)));
      return groups.map((group, index) => toCondition(named[index] ?? "", group, metrics));
    },
  };
}

function isCongested(metric: SegmentMetric): boolean {
  return metric.congestionClass === "heavy" || metric.congestionClass === "severe";
}

/** Usual for the hour when the vehicles on it are, all in all, not slower than the 15th percentile. */
function isAbnormal(
  group: SegmentGroup,
  metrics: ReadonlyMap<string, SegmentMetric>,
  typicalSpeed: CongestionInput["typicalSpeed"],
): boolean {
  const known = group.filter((segment) => typicalSpeed(segment.id) !== undefined);
  const knownM = lengthOf(known);
  if (knownM < lengthOf(group) / 2) return lengthOf(group) >= MIN_LENGTH_UNKNOWN_M;
  if (lengthOf(group) < MIN_LENGTH_M) return false;
  const usualHours = known.reduce((sum, segment) => {
    const km = metrics.get(segment.id)?.vehicleKm ?? 0;
    return sum + km / Math.max(1, typicalSpeed(segment.id)?.p15 ?? 1);
  }, 0);
  const hours = known.reduce((sum, segment) => sum + (metrics.get(segment.id)?.vehicleHours ?? 0), 0);
  return hours > usualHours;
}

function toCondition(
  id: string,
  group: SegmentGroup,
  metrics: ReadonlyMap<string, SegmentMetric>,
): AbnormalCondition {
  const [head] = group;
  const own = group.map((segment) => metrics.get(segment.id)).filter((metric) => metric !== undefined);
  const km = own.reduce((sum, metric) => sum + metric.vehicleKm, 0);
  const hours = own.reduce((sum, metric) => sum + metric.vehicleHours, 0);
  const freeHours = own.reduce((sum, metric) => sum + metric.vehicleKm / metric.freeFlowKmh, 0);
  const lengthM = Math.round(lengthOf(group));
  const isSevere = own.some((metric) => metric.congestionClass === "severe");
  return {
    id,
    severity: severityOf(lengthM, isSevere),
    kind: "congestion",
    subject: { type: "segment", id: head.id },
    point: head.line[head.line.length - 1] ?? [0, 0],
    code: isSevere ? "congestion.severe" : "congestion.heavy",
    params: {
      place: placeOf(group),
      lengthM,
      speedKmh: hours > 0 ? Math.round((km / hours) * 10) / 10 : 0,
      ratioPercent: hours > 0 ? Math.round((freeHours / hours) * 100) : 0,
    },
    segmentIds: group.map((segment) => segment.id),
  };
}

function severityOf(lengthM: number, isSevere: boolean): AbnormalCondition["severity"] {
  if (!isSevere) return 4;
  if (lengthM >= 1_500) return 1;
  return lengthM >= 600 ? 2 : 3;
}

/** Street of the head, or the road number where it has no name. */
export function placeOf([head]: SegmentGroup): string {
  return head.name || head.ref || head.id;
}

function lengthOf(segments: readonly { lengthM: number }[]): number {
  return segments.reduce((sum, segment) => sum + segment.lengthM, 0);
}
