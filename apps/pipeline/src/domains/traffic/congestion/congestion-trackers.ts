import type { Segment } from "@arterial/domain/city/network";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import type { CongestionEvent, Queue } from "@arterial/domain/traffic/queue";
import { type Baselines, createAnomalyTracker } from "./anomaly-tracker.ts";
import { createBottleneckTracker } from "./bottleneck-tracker.ts";
import { createQueueGraph } from "./queue-graph.ts";
import { createQueueTracker } from "./queue-tracker.ts";
import { pointMemorySchema, queueMemorySchema } from "./tracker-memory.ts";
import { createUnusual } from "./unusual-queue.ts";
import type { WindowSet } from "./window-collector.ts";

/** Sizes of windows that congestion is found in: queues in minutes, bottlenecks and anomalies in five minutes, s. */
export const CONGESTION_SIZES = [60, 300] as const;

/** What began, went on or ended in the windows of one size. */
export interface Findings {
  sizeS: number;
  events: readonly CongestionEvent[];
  bottlenecks: readonly Bottleneck[];
  anomalies: readonly Anomaly[];
}

/** What had not ended before a restart, and what was remembered then. */
export interface OpenCongestion {
  queues: readonly Queue[];
  bottlenecks: readonly Bottleneck[];
  anomalies: readonly Anomaly[];
  /** What {@link CongestionTrackers.memory} gave, by size; other than that is as good as nothing. */
  memory: ReadonlyMap<number, unknown>;
}

/** Queues, bottlenecks and anomalies of one network. */
export interface CongestionTrackers {
  /** Start of the newest windows of a size that were taken, epoch ms; minus infinity before the first. */
  takenTo(sizeS: number): number;
  /** Takes the windows of one size that begin together, newer than those before. */
  take(set: WindowSet): Findings;
  /** Ends all that is found in windows of a size, when it was seen last. */
  end(sizeS: number): Findings;
  memory(sizeS: number): unknown;
  /** Takes over what had not ended; gives out the ends of what the network has no place for any more. */
  restore(open: OpenCongestion): Findings[];
  queues(): Queue[];
  anomalies(): Anomaly[];
}

const NOTHING = { events: [], bottlenecks: [], anomalies: [] };

/** Creates the trackers of a network; windows up to `takenTo`, by their size, were taken before. */
export function createCongestionTrackers(
  segments: readonly Segment[],
  baselines: Baselines,
  takenTo: ReadonlyMap<number, number>,
): CongestionTrackers {
  const graph = createQueueGraph(segments);
  const queues = createQueueTracker(graph, createUnusual(baselines.speed));
  const bottlenecks = createBottleneckTracker(graph);
  const anomalies = createAnomalyTracker(baselines);
  const taken = new Map(takenTo);

  return {
    takenTo: (sizeS) => taken.get(sizeS) ?? Number.NEGATIVE_INFINITY,
    take({ sizeS, startAt, metrics }) {
      taken.set(sizeS, startAt);
      if (sizeS === 60) return { ...NOTHING, sizeS, events: queues.take(startAt, metrics) };
      return {
        ...NOTHING,
        sizeS,
        bottlenecks: bottlenecks.take(startAt, metrics),
        anomalies: anomalies.take(startAt, metrics),
      };
    },
    end(sizeS) {
      if (sizeS === 60) return { ...NOTHING, sizeS, events: queues.end(() => true) };
      return { ...NOTHING, sizeS, bottlenecks: bottlenecks.end(), anomalies: anomalies.end(() => true) };
    },
    memory: (sizeS) =>
      sizeS === 60 ? queues.memory() : { sites: bottlenecks.memory(), heardAt: anomalies.heardAt() },
    restore(open) {
      queues.restore(open.queues, queueMemorySchema.safeParse(open.memory.get(60)).data);
      const points = pointMemorySchema.safeParse(open.memory.get(300)).data;
      const lost = bottlenecks.restore(open.bottlenecks, points?.sites);
      anomalies.restore(open.anomalies, points?.heardAt);
      const isGone = (segmentId: string) => graph.segment(segmentId) === undefined;
      return [
        { ...NOTHING, sizeS: 60, events: queues.end(({ state }) => isGone(state.headSegmentId)) },
        {
          ...NOTHING,
          sizeS: 300,
          bottlenecks: lost,
          anomalies: anomalies.end(({ segmentId }) => isGone(segmentId)),
        },
      ];
    },
    queues: queues.current,
    anomalies: anomalies.current,
  };
}
