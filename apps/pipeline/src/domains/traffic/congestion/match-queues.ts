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
  const pairs = known.flatMap((queue) => {
    const own = new Set(queue.state.segmentIds);
    return found.flatMap((candidate, index) => {
      const commonM = candidate.segments.reduce(
        (sum, { id, lengthM }) => sum + (own.has(id) ? lengthM : 0),
        0,
      );
      const isHead =
        candidate.head.id === queue.state.headSegmentId && commonM >= HEAD_SHARE * candidate.lengthM;
      return commonM > 0 ? [{ queue, index, commonM, isHead }] : [];
    });
  });
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
