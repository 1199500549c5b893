import { headingDeg } from "@arterial/domain/city/geometry";
import type { Segment } from "@arterial/domain/city/network";

/** Which segments lead into which. Turning back onto the opposite direction of the same road does not count. */
export interface QueueGraph {
  segment(id: string): Segment | undefined;
  /** Where a vehicle on the segment may go next. */
  downstream(id: string): readonly Segment[];
  /** Where vehicles on the segment may come from. */
  upstream(id: string): readonly Segment[];
  /** The segment that goes on straight: the same street if it does, else the one that turns least. */
  ahead(id: string): Segment | undefined;
}

/** Prepares a network. */
export function createQueueGraph(segments: readonly Segment[]): QueueGraph {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const into = Map.groupBy(segments, (segment) => segment.toJunctionId);
  const outOf = Map.groupBy(segments, (segment) => segment.fromJunctionId);
  const without = (of: Segment, list: readonly Segment[] | undefined) =>
    (list ?? []).filter(({ id }) => id !== of.oppositeId && id !== of.id);
  const downstream = new Map(segments.map((of) => [of.id, without(of, outOf.get(of.toJunctionId))]));
  const upstream = new Map(segments.map((of) => [of.id, without(of, into.get(of.fromJunctionId))]));
  const ahead = new Map(segments.map((of) => [of.id, straightOn(of, downstream.get(of.id) ?? [])]));
  return {
    segment: (id) => byId.get(id),
    downstream: (id) => downstream.get(id) ?? [],
    upstream: (id) => upstream.get(id) ?? [],
    ahead: (id) => ahead.get(id),
  };
}

/** Same street and number first, then the smallest turn. */
export function isSameStreet(a: Segment, b: Segment): boolean {
  if (a.ref !== undefined && a.ref === b.ref) return true;
  return a.name !== "" && a.name === b.name;
}

function straightOn(of: Segment, next: readonly Segment[]): Segment | undefined {
  const ranked = next.map((segment) => ({
    segment,
    rank: (isSameStreet(of, segment) ? 0 : 1_000) + turnDeg(of, segment),
  }));
  return ranked.sort((a, b) => a.rank - b.rank || (a.segment.id < b.segment.id ? -1 : 1))[0]?.segment;
}

/** Angle between the end of one segment and the start of the next, 0 (straight on) to 180. */
function turnDeg(from: Segment, to: Segment): number {
  const [leave, arrive, start, on] = [from.line.at(-2), from.line.at(-1), to.line[0], to.line[1]];
  if (!leave || !arrive || !start || !on) return 0;
  const turn = headingDeg(start, on) - headingDeg(leave, arrive);
  return Math.abs(((turn + 540) % 360) - 180);
}
