import type { Queue } from "@arterial/domain/traffic/queue";
import type { FoundQueue } from "./find-queues.ts";

/** Which found queue is which known one. */
export interface QueueMatch {
  /** Found queue, by its place in the list, to the id of the known one that it continues. */
  continues: ReadonlyMap<number, string>;
  /** Found queue to the id of the known one that it broke off from. */
  splitsFrom: ReadonlyMap<number, string>;
  /** Known queue to the found one that it became part of. */
  mergesInto: ReadonlyMap<string, number>;
}

/** A queue that keeps its head is the same one, if it is at least this share of what was found. */
const HEAD_SHARE = 0.2;

/**
 * Matches first by the head, since a queue is the queue of what holds it back, then by what they have in common, in
 * metres of road, the most first. Each known queue lives on in one found queue at most; of several the older one, then
 * the one with the smaller id. Whoever has road in common but is left over has split off or merged.
 */
export function matchQueues(found: readonly FoundQueue[], known: readonly Queue[]): QueueMatch {
  const pairs = commonPairs(found, known);
  pairs.sort(
    (a, b) =>
      Number(b.isHead) - Number(a.isHead) ||
      b.commonM - a.commonM ||
      a.queue.startedAt - b.queue.startedAt ||
      (a.queue.id < b.queue.id ? -1 : 1) ||
      a.index - b.index,
  );
  const continues = new Map<number, string>();
  const splitsFrom = new Map<number, string>();
  const mergesInto = new Map<string, number>();
  const taken = new Set<string>();
  for (const { queue, index } of pairs) {
    if (continues.has(index) || taken.has(queue.id)) continue;
    continues.set(index, queue.id);
    taken.add(queue.id);
  }
  for (const { queue, index } of pairs) {
    if (!continues.has(index) && !splitsFrom.has(index)) splitsFrom.set(index, queue.id);
    if (!taken.has(queue.id) && !mergesInto.has(queue.id)) mergesInto.set(queue.id, index);
  }
  return { continues, splitsFrom, mergesInto };
}

interface Pair {
  queue: Queue;
  index: number;
  commonM: number;
  isHead: boolean;
}

/** Pairs with road in common; looks every segment up once. */
function commonPairs(found: readonly FoundQueue[], known: readonly Queue[]): Pair[] {
  const ownersOf = new Map<string, Queue[]>();
  for (const queue of known) {
    for (const id of queue.state.segmentIds) ownersOf.set(id, [...(ownersOf.get(id) ?? []), queue]);
  }
  return found.flatMap((candidate, index) => {
    const common = new Map<Queue, number>();
    for (const { id, lengthM } of candidate.segments) {
      for (const queue of ownersOf.get(id) ?? []) common.set(queue, (common.get(queue) ?? 0) + lengthM);
    }
    return [...common].map(([queue, commonM]) => {
      const keepsHead = candidate.head.id === queue.state.headSegmentId;
      return { queue, index, commonM, isHead: keepsHead && commonM >= HEAD_SHARE * candidate.lengthM };
    });
  });
}
