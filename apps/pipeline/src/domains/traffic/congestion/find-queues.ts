import type { Segment } from "@arterial/domain/city/network";
import { isSameStreet, type QueueGraph } from "./queue-graph.ts";

/** How a congested segment is, as finding queues needs it. */
export interface CongestedSegment {
  densityVpkm: number;
  /** Speed over free flow; null when nobody was counted. */
  ratio: number | null;
}

/** A queue as it stands: a tree of congested segments that flows together into its head. */
export interface FoundQueue {
  /** Downstream end: what holds traffic back is at the end of this segment. */
  head: Segment;
  /** The farthest segment upstream. */
  tail: Segment;
  /** From head to tail. */
  path: readonly Segment[];
  /** All segments, nearest to the head first. */
  segments: readonly Segment[];
  /** Along the path, m. */
  lengthM: number;
}

/**
 * Finds queues over the network. Every congested segment waits for one of the congested segments ahead of it: on its
 * own street if that goes on, else for the densest. That makes trees, each with one head, where traffic leaves the queue,
 * and with a tail for every branch; in a ring the head is where traffic recovers most. Each congested segment is in
 * exactly one queue. `before` names whom a segment waited for a minute ago: it goes on doing so while it can.
 */
export function findQueues(
  graph: QueueGraph,
  congested: ReadonlyMap<string, CongestedSegment>,
  before: ReadonlyMap<string, string> = new Map(),
): { queues: FoundQueue[]; waitsFor: Map<string, string> } {
  const ids = [...congested.keys()].filter((id) => graph.segment(id)).sort();
  const waitsFor = new Map<string, string>();
  for (const id of ids) {
    const next = nextOf(graph, id, congested, before.get(id));
    if (next !== undefined) waitsFor.set(id, next);
  }
  openRings(ids, waitsFor, congested);
  const behind = Map.groupBy(waitsFor.keys(), (id) => waitsFor.get(id) ?? "");
  const heads = ids.filter((id) => !waitsFor.has(id));
  return { queues: heads.map((id) => collect(graph, id, behind)), waitsFor };
}

function nextOf(
  graph: QueueGraph,
  id: string,
  congested: ReadonlyMap<string, CongestedSegment>,
  before: string | undefined,
): string | undefined {
  const own = graph.segment(id);
  const candidates = graph.downstream(id).filter((segment) => congested.has(segment.id));
  if (!own || candidates.length === 0) return undefined;
  if (candidates.some((segment) => segment.id === before)) return before;
  const rank = (segment: Segment) =>
    (isSameStreet(own, segment) ? 1e6 : 0) + (congested.get(segment.id)?.densityVpkm ?? 0);
  return candidates.toSorted((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1))[0]?.id;
}

/** Cuts every ring after the segment behind which traffic recovers most. */
function openRings(
  ids: readonly string[],
  waitsFor: Map<string, string>,
  congested: ReadonlyMap<string, CongestedSegment>,
): void {
  const seen = new Set<string>();
  for (const start of ids) {
    const trail: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !seen.has(id)) {
      seen.add(id);
      trail.push(id);
      id = waitsFor.get(id);
    }
    const from = id === undefined ? -1 : trail.indexOf(id);
    if (from === -1) continue;
    const recovery = (member: string) =>
      (congested.get(waitsFor.get(member) ?? "")?.ratio ?? 0) - (congested.get(member)?.ratio ?? 0);
    const ring = trail.slice(from).sort((a, b) => recovery(b) - recovery(a) || (a < b ? -1 : 1));
    if (ring[0] !== undefined) waitsFor.delete(ring[0]);
  }
}

function collect(graph: QueueGraph, headId: string, behind: ReadonlyMap<string, string[]>): FoundQueue {
  const head = graph.segment(headId) as Segment;
  const reached = [{ segment: head, untilM: head.lengthM, path: [head] }];
  for (const { segment, untilM, path } of reached) {
    for (const id of behind.get(segment.id) ?? []) {
      const next = graph.segment(id);
      if (next) reached.push({ segment: next, untilM: untilM + next.lengthM, path: [...path, next] });
    }
  }
  const farthest = reached.reduce((far, entry) => (entry.untilM > far.untilM ? entry : far));
  return {
    head,
    tail: farthest.segment,
    path: farthest.path,
    segments: reached.toSorted((a, b) => a.untilM - b.untilM).map(({ segment }) => segment),
    lengthM: farthest.untilM,
  };
}
