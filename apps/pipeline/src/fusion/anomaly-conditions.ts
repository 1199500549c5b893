import type { AbnormalCode } from "@arterial/domain/live/abnormal-code";
import type { Anomaly, AnomalyReason } from "@arterial/domain/traffic/anomaly";
import type { AbnormalCondition } from "./abnormal-condition.ts";
import type { SegmentGraph } from "./connected-segments.ts";
import { createGroupIds, type GroupIds } from "./group-ids.ts";

const CODES: Readonly<Record<AnomalyReason, AbnormalCode>> = {
  speed_below_typical: "speed.below_typical",
  flow_below_typical: "flow.below_typical",
  flow_above_typical: "flow.above_typical",
};

export interface AnomalyInput {
  graph: SegmentGraph;
  anomalies: readonly Anomaly[];
  /** Segments that are reported as part of a queue already. */
  queued: ReadonlySet<string>;
}

/** Anomalies of traffic as abnormal items: neighbours with the same reason together, named after the head. */
export function createAnomalyConditions(): { find(input: AnomalyInput): AbnormalCondition[] } {
  const ids = new Map<AnomalyReason, GroupIds>();
  return {
    find({ graph, anomalies, queued }) {
      const free = anomalies.filter(({ segmentId }) => !queued.has(segmentId));
      return [...Map.groupBy(free, ({ reason }) => reason)].flatMap(([reason, own]) => {
        const names = ids.get(reason) ?? createGroupIds(reason);
        ids.set(reason, names);
        return groupsOf(graph, own, { reason, names });
      });
    },
  };
}

function groupsOf(
  graph: SegmentGraph,
  anomalies: readonly Anomaly[],
  { reason, names }: { reason: AnomalyReason; names: GroupIds },
): AbnormalCondition[] {
  const bySegment = new Map(anomalies.map((anomaly) => [anomaly.segmentId, anomaly]));
  const groups = graph.groups(new Set(bySegment.keys()));
  const assigned = names.assign(groups.map((group) => group.map(({ id }) => id)));
  return groups.flatMap((group, index) => {
    const own = group.flatMap(({ id }) => bySegment.get(id) ?? []);
    const worst = own.toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score))[0];
    const segment = worst && graph.segment(worst.segmentId);
    if (!worst || !segment) return [];
    const isSpeed = reason === "speed_below_typical";
    const [value, usual] = isSpeed ? ["speedKmh", "typicalKmh"] : ["flowVph", "typicalVph"];
    return [
      {
        id: assigned[index] ?? "",
        severity: 4 as const,
        kind: isSpeed ? ("speed_below_typical" as const) : ("flow_unusual" as const),
        subject: { type: "segment" as const, id: worst.segmentId },
        point: segment.line.at(-1) ?? [0, 0],
        code: CODES[reason],
        params: {
          place: segment.name || segment.ref || segment.id,
          [value]: round(worst.value),
          [usual]: round(worst.median),
          score: round(worst.score),
        },
        since: Math.min(...own.map(({ startedAt }) => startedAt)),
        segmentIds: group.map(({ id }) => id),
      },
    ];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
