import type { Queue } from "@arterial/domain/traffic/queue";
import type { AbnormalCondition } from "./abnormal-condition.ts";

/** Queues that are unusual for the hour, as abnormal items that carry the queue itself. */
export function queueConditions(queues: readonly Queue[]): AbnormalCondition[] {
  return queues.filter(({ state }) => state.isUnusual).map(toCondition);
}

function toCondition(queue: Queue): AbnormalCondition {
  const { state } = queue;
  return {
    id: `congestion:${queue.id}`,
    severity: severityOf(state),
    kind: "congestion",
    subject: { type: "segment", id: state.headSegmentId },
    point: state.headPoint,
    code: state.isSevere ? "congestion.severe" : "congestion.heavy",
    params: {
      place: queue.place,
      lengthM: state.lengthM,
      growthMPerMin: Math.round(state.growthMPerMin),
      vehicles: Math.round(state.vehicles),
      delayVehH: Math.round(queue.delayVehH * 10) / 10,
      speedKmh: Math.round((state.speedKmh ?? 0) * 10) / 10,
      ratioPercent: Math.round((state.ratio ?? 0) * 100),
    },
    since: queue.startedAt,
    segmentIds: state.segmentIds,
    queue,
  };
}

function severityOf({ isSevere, lengthM }: Queue["state"]): AbnormalCondition["severity"] {
  if (!isSevere) return 4;
  if (lengthM >= 1_500) return 1;
  return lengthM >= 600 ? 2 : 3;
}
