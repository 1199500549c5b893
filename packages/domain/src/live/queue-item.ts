import type { Queue, QueueState } from "../traffic/queue.ts";
import type { AbnormalCode } from "./abnormal-code.ts";
import type { AbnormalItem } from "./frame.ts";

/** A queue as it is now, as the item of the list of what is abnormal that carries it. */
export function queueItem(queue: Queue): AbnormalItem & { code: AbnormalCode } {
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

function severityOf({ isSevere, lengthM }: QueueState): AbnormalItem["severity"] {
  if (!isSevere) return 4;
  if (lengthM >= 1_500) return 1;
  return lengthM >= 600 ? 2 : 3;
}
