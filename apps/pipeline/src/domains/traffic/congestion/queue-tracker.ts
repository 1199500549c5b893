import { measureLine, pointOnLine } from "@arterial/domain/city/geometry";
import { delayVehicleHours } from "@arterial/domain/traffic/edie";
import {
  type CongestionEvent,
  fullShare,
  MIN_QUEUE_LENGTH_M,
  MIN_QUEUE_VEHICLES,
  QUEUE_GRACE_MINUTES,
  QUEUE_GROWTH_MINUTES,
  type Queue,
  type QueueState,
} from "@arterial/domain/traffic/queue";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { congestedSegments } from "./congested-segments.ts";
import { type FoundQueue, findQueues } from "./find-queues.ts";
import { matchQueues, type QueueMatch } from "./match-queues.ts";
import type { QueueGraph } from "./queue-graph.ts";
import type { QueueMemory } from "./tracker-memory.ts";

const MINUTE_MS = 60_000;
const GRACE_MS = QUEUE_GRACE_MINUTES * MINUTE_MS;

/** A queue that has begun goes on while it is at least this long, m, and holds this many vehicles. */
const MIN_LASTING_LENGTH_M = 100;
const MIN_LASTING_VEHICLES = 5;

/** Whether traffic in a queue is slower than is usual for the hour. */
export type IsUnusual = (queue: FoundQueue, metrics: ReadonlyMap<string, SegmentMetric>) => boolean;

/** Follows queues from minute to minute, in event time. */
export interface QueueTracker {
  /** Takes all one-minute windows of a minute, and tells what happened to queues in it. */
  take(minuteStartAt: number, metrics: ReadonlyMap<string, SegmentMetric>): CongestionEvent[];
  /** Queues that have not ended, the longest first. */
  current(): Queue[];
  /** Ends those queues when they were seen last. */
  end(isOver: (queue: Queue) => boolean): CongestionEvent[];
  /** What a restart needs besides the queues that have not ended. */
  memory(): QueueMemory;
  /** Takes over queues that had not ended before a restart. */
  restore(queues: readonly Queue[], memory?: QueueMemory): void;
}

interface Live {
  queue: Queue;
  /** Ends of the newest minutes and the length then. */
  lengths: { at: number; lengthM: number }[];
}

/** Creates a tracker for a network. */
export function createQueueTracker(graph: QueueGraph, isUnusual: IsUnusual): QueueTracker {
  let live = new Map<string, Live>();
  let waitedFor: ReadonlyMap<string, string> = new Map();

  function end(isOver: (queue: Queue) => boolean): CongestionEvent[] {
    const over = [...live.values()].filter(({ queue }) => isOver(queue));
    for (const { queue } of over) live.delete(queue.id);
    return over.map(({ queue }) => dissolved(queue));
  }

  return {
    take(minuteStartAt, metrics) {
      const at = minuteStartAt + MINUTE_MS;
      const events = end(({ state }) => at - state.at > GRACE_MS);
      const { queues, waitsFor } = findQueues(graph, congestedSegments(graph, metrics), waitedFor);
      waitedFor = waitsFor;
      const match = matchQueues(
        queues,
        [...live.values()].map(({ queue }) => queue),
      );
      const next = new Map<string, Live>();
      for (const [index, found] of queues.entries()) {
        const known = live.get(match.continues.get(index) ?? "");
        const state = stateOf(found, metrics, { at, isUnusual: isUnusual(found, metrics) });
        if (!isQueue(found, state, known !== undefined)) continue;
        const entry = known
          ? continueQueue(known, found, state)
          : begin(found, state, match.splitsFrom.get(index) ?? null);
        next.set(entry.queue.id, entry);
        events.push({ type: known ? "changed" : "started", queue: entry.queue });
      }
      events.push(...leave(live, match, { at, next }));
      live = next;
      return events;
    },
    current: () =>
      [...live.values()].map(({ queue }) => queue).sort((a, b) => b.state.lengthM - a.state.lengthM),
    end,
    memory: () => ({
      lengths: Object.fromEntries([...live].map(([id, { lengths }]) => [id, lengths])),
      waitsFor: Object.fromEntries(waitedFor),
    }),
    restore(queues, memory) {
      waitedFor = new Map(Object.entries(memory?.waitsFor ?? {}));
      for (const queue of queues) {
        const { at, lengthM } = queue.state;
        live.set(queue.id, { queue, lengths: memory?.lengths[queue.id] ?? [{ at, lengthM }] });
      }
    },
  };
}

function continueQueue(known: Live, found: FoundQueue, state: Omit<QueueState, "growthMPerMin">): Live {
  const lengths = [...known.lengths, { at: state.at, lengthM: state.lengthM }].filter(
    ({ at }) => state.at - at < QUEUE_GROWTH_MINUTES * MINUTE_MS,
  );
  const { queue } = known;
  const isPeak = state.lengthM > queue.peakLengthM;
  const peak = isPeak ? { peakAt: state.at, peakLengthM: state.lengthM, peakVehicles: state.vehicles } : {};
  const place = queue.state.headSegmentId === found.head.id ? queue.place : placeOf(found);
  const delayVehH = queue.delayVehH + state.delayVehH;
  const full = { ...state, growthMPerMin: slopeMPerMin(lengths) };
  return { queue: { ...queue, ...peak, place, delayVehH, state: full }, lengths };
}

/** Queues that were not found this minute: some have merged, some have ended, others may come back. */
function leave(
  live: ReadonlyMap<string, Live>,
  match: QueueMatch,
  { at, next }: { at: number; next: Map<string, Live> },
): CongestionEvent[] {
  return [...live].flatMap(([id, entry]): CongestionEvent[] => {
    if (next.has(id)) return [];
    const into = match.mergesInto.get(id);
    const mergedInto = into === undefined ? null : (match.continues.get(into) ?? null);
    const endedAt = entry.queue.state.at;
    if (mergedInto !== null && next.has(mergedInto)) {
      return [{ type: "ended", queue: { ...entry.queue, endedAt, end: "merged", mergedInto } }];
    }
    if (at - endedAt >= GRACE_MS) return [dissolved(entry.queue)];
    next.set(id, entry);
    return [];
  });
}

function dissolved(queue: Queue): CongestionEvent {
  return { type: "ended", queue: { ...queue, endedAt: queue.state.at, end: "dissolved" } };
}

function begin(found: FoundQueue, state: Omit<QueueState, "growthMPerMin">, splitFrom: string | null): Live {
  const { at, lengthM, vehicles, delayVehH } = state;
  return {
    queue: {
      id: `${found.head.id}-${at / MINUTE_MS}`,
      place: placeOf(found),
      startedAt: at - MINUTE_MS,
      peakAt: at,
      peakLengthM: lengthM,
      peakVehicles: vehicles,
      delayVehH,
      endedAt: null,
      end: null,
      mergedInto: null,
      splitFrom,
      state: { ...state, growthMPerMin: 0 },
    },
    lengths: [{ at, lengthM }],
  };
}

function stateOf(
  found: FoundQueue,
  metrics: ReadonlyMap<string, SegmentMetric>,
  { at, isUnusual }: { at: number; isUnusual: boolean },
): Omit<QueueState, "growthMPerMin"> {
  const own = found.segments.map(({ id }) => metrics.get(id)).filter((metric) => metric !== undefined);
  const km = sum(own, (metric) => metric.vehicleKm);
  const hours = sum(own, (metric) => metric.vehicleHours);
  const freeHours = sum(own, (metric) => metric.vehicleKm / metric.freeFlowKmh);
  const tail = metrics.get(found.tail.id);
  const ahead = metrics.get(found.path.at(-2)?.id ?? "");
  const full = tail ? fullShare({ ...tail, lanes: found.tail.lanes }, ahead?.densityVpkm ?? null) : 1;
  const lengthsM = new Map(found.segments.map(({ id, lengthM }) => [id, lengthM]));
  return {
    at,
    headSegmentId: found.head.id,
    headPoint: found.head.line.at(-1) ?? [0, 0],
    tailSegmentId: found.tail.id,
    tailPoint: pointOnLine(measureLine(found.tail.line), 1 - full).point,
    path: found.path.map(({ id }) => id),
    segmentIds: found.segments.map(({ id }) => id),
    lengthM: Math.round(found.lengthM - (1 - full) * found.tail.lengthM),
    vehicles: sum(own, ({ densityVpkm, segmentId }) => (densityVpkm * (lengthsM.get(segmentId) ?? 0)) / 1000),
    speedKmh: hours > 0 ? km / hours : null,
    ratio: hours > 0 ? freeHours / hours : null,
    delayVehH: sum(own, (metric) => delayVehicleHours(metric, metric.freeFlowKmh)),
    isSevere: own.some(({ congestionClass }) => congestionClass === "severe"),
    isUnusual,
  };
}

/** Longer and fuller than the queue of one signal; less is enough to go on being one. */
function isQueue(
  found: FoundQueue,
  state: Pick<QueueState, "lengthM" | "vehicles">,
  isKnown: boolean,
): boolean {
  if (isKnown) return state.lengthM >= MIN_LASTING_LENGTH_M && state.vehicles >= MIN_LASTING_VEHICLES;
  return found.lengthM >= MIN_QUEUE_LENGTH_M && state.vehicles >= MIN_QUEUE_VEHICLES;
}

/** Street of the head, or the road number where it has no name. */
function placeOf({ head }: FoundQueue): string {
  return head.name || head.ref || head.id;
}

/** Least-squares slope; 0 for a single minute. */
function slopeMPerMin(points: readonly { at: number; lengthM: number }[]): number {
  const meanAt = sum(points, ({ at }) => at) / points.length;
  const meanM = sum(points, ({ lengthM }) => lengthM) / points.length;
  const spread = sum(points, ({ at }) => (at - meanAt) ** 2);
  if (spread === 0) return 0;
  return (sum(points, ({ at, lengthM }) => (at - meanAt) * (lengthM - meanM)) / spread) * MINUTE_MS;
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
