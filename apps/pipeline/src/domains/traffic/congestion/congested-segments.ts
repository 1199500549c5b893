import { isDeciding } from "@arterial/domain/quality/quality-shares";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { CongestedSegment } from "./find-queues.ts";
import type { QueueGraph } from "./queue-graph.ts";

/** A gap of this length between two congested segments is part of the queue when nothing is known of it, m. */
const MAX_BRIDGED_M = 60;

/**
 * Segments that belong to a queue in one minute: in class heavy or severe, with vehicles on them, on enough trusted
 * input; and short ones between two of these on which nobody was counted.
 */
export function congestedSegments(
  graph: QueueGraph,
  metrics: ReadonlyMap<string, SegmentMetric>,
): Map<string, CongestedSegment> {
  const congested = new Map<string, CongestedSegment>();
  for (const metric of metrics.values()) {
    if (!isCongested(metric)) continue;
    congested.set(metric.segmentId, { densityVpkm: metric.densityVpkm, ratio: metric.ratio });
  }
  const own = new Set(congested.keys());
  for (const id of own) {
    for (const next of graph.downstream(id)) {
      if (next.lengthM > MAX_BRIDGED_M || congested.has(next.id)) continue;
      const known = metrics.get(next.id);
      const isBlank = known === undefined || known.vehicles === 0;
      const goesOn = graph.downstream(next.id).some((after) => own.has(after.id));
      if (isBlank && goesOn) congested.set(next.id, { densityVpkm: 0, ratio: null });
    }
  }
  return congested;
}

function isCongested({ congestionClass, vehicles, quality }: SegmentMetric): boolean {
  return (congestionClass === "heavy" || congestionClass === "severe") && vehicles > 0 && isDeciding(quality);
}
