import TinyQueue from "tinyqueue";
import type { RoadGraph, Snap } from "./road-graph.ts";

/** A part of a segment, by shares of its length. */
export interface WayPart {
  segmentId: string;
  from: number;
  to: number;
}

/** A way over the graph that ends at a snapped point. */
export interface Way {
  end: Snap;
  /** Time at free flow, s. */
  seconds: number;
  parts: readonly WayPart[];
}

/** The way that has not begun. */
export function wayFrom(start: Snap): Way {
  return { end: start, seconds: 0, parts: [] };
}

interface Reached {
  id: string;
  /** Time to its end, s. */
  seconds: number;
}

/**
 * Goes on from the ends of some ways to each of some points, by the shortest time at free flow (Dijkstra, 1959, with
 * segments as nodes, so that no way turns straight back). Points that cannot be reached have no way.
 */
export function extendWays(graph: RoadGraph, ways: readonly Way[], ends: readonly Snap[]): Way[] {
  const search = createSearch(graph, ways, ends);
  const queue = new TinyQueue<Reached>(search.begin(), (a, b) => a.seconds - b.seconds);
  for (let reached = queue.pop(); reached && !search.isOver(reached); reached = queue.pop()) {
    for (const next of search.goOn(reached)) queue.push(next);
  }
  return search.found();
}

/** What one search knows: how soon each segment's end is reached and from where. */
function createSearch(graph: RoadGraph, ways: readonly Way[], ends: readonly Snap[]) {
  const soonest = new Map<string, number>();
  const before = new Map<string, string>();
  const best = new Map<Snap, { seconds: number; via: string | null; way: Way | null }>();

  const note = (end: Snap, seconds: number, from: { via: string | null; way: Way | null }): void => {
    if (seconds < (best.get(end)?.seconds ?? Number.POSITIVE_INFINITY)) best.set(end, { seconds, ...from });
  };
  const reach = (id: string, seconds: number, from: string | null): Reached[] => {
    if (seconds >= (soonest.get(id) ?? Number.POSITIVE_INFINITY)) return [];
    soonest.set(id, seconds);
    if (from === null) before.delete(id);
    else before.set(id, from);
    return [{ id, seconds }];
  };
  const secondsOf = (id: string): number => graph.get(id)?.seconds ?? Number.POSITIVE_INFINITY;

  return {
    begin(): Reached[] {
      return ways.flatMap((way) => {
        const { segmentId, fraction } = way.end;
        for (const end of ends) {
          if (end.segmentId !== segmentId || end.fraction < fraction) continue;
          note(end, way.seconds + (end.fraction - fraction) * secondsOf(segmentId), { via: null, way });
        }
        return reach(segmentId, way.seconds + (1 - fraction) * secondsOf(segmentId), null);
      });
    },
    goOn({ id, seconds }: Reached): Reached[] {
      if (seconds > (soonest.get(id) ?? 0)) return [];
      return (graph.get(id)?.next ?? []).flatMap((next) => {
        for (const end of ends) {
          if (end.segmentId === next)
            note(end, seconds + end.fraction * secondsOf(next), { via: id, way: null });
        }
        return reach(next, seconds + secondsOf(next), id);
      });
    },
    isOver: ({ seconds }: Reached): boolean =>
      best.size === ends.length && [...best.values()].every((held) => held.seconds <= seconds),
    found(): Way[] {
      return [...best].map(([end, { seconds, via, way }]) => {
        if (way) return { end, seconds, parts: join(way, [], end) };
        const ids = via === null ? [] : trace(via, before);
        const first = ways.find(({ end: start }) => start.segmentId === ids[0]);
        return { end, seconds, parts: first ? join(first, ids, end) : [] };
      });
    },
  };
}

/** Segments from where the search began to `id`. */
function trace(id: string, before: ReadonlyMap<string, string>): string[] {
  const ids = [id];
  for (let at = before.get(id); at !== undefined; at = before.get(at)) ids.unshift(at);
  return ids;
}

/** Parts of a way that goes on over `ids`, the first of which is where it stands, to a point. */
function join({ parts, end: start }: Way, ids: readonly string[], end: Snap): WayPart[] {
  const more: WayPart[] = [...ids, end.segmentId].map((segmentId) => ({ segmentId, from: 0, to: 1 }));
  const [first, last] = [more[0], more.at(-1)];
  if (first) first.from = start.fraction;
  if (last) last.to = end.fraction;
  const held = parts.at(-1);
  // A way that goes on where it stood does not begin that segment anew.
  return held && first ? [...parts.slice(0, -1), { ...first, from: held.from }, ...more.slice(1)] : more;
}
