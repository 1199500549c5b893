import type { CityNetwork, Segment } from "@arterial/domain/city/network";

/** Segments that follow each other, head (downstream end) first. */
export type SegmentGroup = readonly [head: Segment, ...rest: Segment[]];

/** Which segments lead into which. */
export interface SegmentGraph {
  segment(id: string): Segment | undefined;
  /** Splits a set of segments into groups that hang together in the direction of travel. */
  groups(ids: ReadonlySet<string>): SegmentGroup[];
}

/** Prepares a network. Turning back onto the opposite direction of the same road does not connect. */
export function createSegmentGraph(network: Pick<CityNetwork, "segments">): SegmentGraph {
  const byId = new Map(network.segments.map((segment) => [segment.id, segment]));
  const into = Map.groupBy(network.segments, (segment) => segment.toJunctionId);
  const outOf = Map.groupBy(network.segments, (segment) => segment.fromJunctionId);
  const upstream = (of: Segment, ids: ReadonlySet<string>) =>
    (into.get(of.fromJunctionId) ?? []).filter((other) => ids.has(other.id) && other.id !== of.oppositeId);
  const downstream = (of: Segment, ids: ReadonlySet<string>) =>
    (outOf.get(of.toJunctionId) ?? []).filter((other) => ids.has(other.id) && other.id !== of.oppositeId);

  function collect(start: Segment, ids: ReadonlySet<string>, seen: Set<string>): Segment[] {
    const found = [start];
    seen.add(start.id);
    for (const segment of found) {
      for (const next of [...upstream(segment, ids), ...downstream(segment, ids)]) {
        if (seen.has(next.id)) continue;
        seen.add(next.id);
        found.push(next);
      }
    }
    return found;
  }

  /** From the downstream end upwards. In a ring the longest segment leads; of several ends the longest too. */
  function headFirst(members: readonly Segment[]): SegmentGroup | null {
    const ids = new Set(members.map((segment) => segment.id));
    const ends = members.filter((segment) => downstream(segment, ids).length === 0);
    const [head] = (ends.length > 0 ? ends : [...members]).toSorted((a, b) => b.lengthM - a.lengthM);
    if (!head) return null;
    const ordered: [Segment, ...Segment[]] = [head];
    const seen = new Set([head.id]);
    for (const segment of ordered) {
      for (const next of [...upstream(segment, ids), ...downstream(segment, ids)]) {
        if (seen.has(next.id)) continue;
        seen.add(next.id);
        ordered.push(next);
      }
    }
    return ordered;
  }

  return {
    segment: (id) => byId.get(id),
    groups(ids) {
      const seen = new Set<string>();
      return [...ids].flatMap((id) => {
        const start = byId.get(id);
        const group = start && !seen.has(id) ? headFirst(collect(start, ids, seen)) : null;
        return group ? [group] : [];
      });
    },
  };
}
