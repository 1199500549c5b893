import type { StoredSegment } from "@arterial/db/city/read-city";
import { type MeasuredLine, measureLine, pointOnLine, projectOnLine } from "@arterial/domain/city/geometry";
import type { LonLat, RoadClass } from "@arterial/domain/city/network";

/** A segment as a node of the graph: what it costs to drive it, and where one may go on. */
export interface GraphSegment {
  segment: StoredSegment;
  line: MeasuredLine;
  freeFlowKmh: number;
  /** Time at free flow from end to end, s. */
  seconds: number;
  next: readonly string[];
}

/** The directed network that ways are found over. */
export type RoadGraph = ReadonlyMap<string, GraphSegment>;

/** A point that was brought onto a segment. */
export interface Snap {
  segmentId: string;
  /** Share of the segment's length, 0 to 1. */
  fraction: number;
  point: LonLat;
}

/** A point that is farther from every road belongs to none, m. */
export const SNAP_REACH_M = 100;
/** Both directions of a road are so near to each other that a press may mean either, m. */
const SAME_ROAD_M = 15;
const KMH_PER_MS = 3.6;
const NOT_DRIVEN: ReadonlySet<RoadClass> = new Set(["railway", "path"]);

/** Makes the graph of the roads that are driven. `freeFlowKmh` is what was measured; the posted limit elsewhere. */
export function createRoadGraph(
  segments: readonly StoredSegment[],
  freeFlowKmh: ReadonlyMap<string, number>,
): RoadGraph {
  const driven = segments.filter(({ roadClass }) => !NOT_DRIVEN.has(roadClass));
  const from = Map.groupBy(driven, ({ fromJunctionId }) => fromJunctionId);
  return new Map(
    driven.map((segment) => {
      const kmh = freeFlowKmh.get(segment.id) ?? segment.speedLimitKmh;
      return [
        segment.id,
        {
          segment,
          line: measureLine(segment.line),
          freeFlowKmh: kmh,
          seconds: (segment.lengthM * KMH_PER_MS) / kmh,
          next: onward(segment, from.get(segment.toJunctionId) ?? []),
        },
      ];
    }),
  );
}

/** Where one may go on: anywhere but straight back, which is for dead ends. */
function onward(segment: StoredSegment, leaving: readonly StoredSegment[]): string[] {
  const ids = leaving.map(({ id }) => id);
  const ahead = ids.filter((id) => id !== segment.oppositeId && id !== segment.id);
  return ahead.length > 0 ? ahead : ids;
}

/**
 * The road direction nearest to a point, and the other direction of the same road: which of them is meant follows from
 * the way. Empty when no road is within reach.
 */
export function snapToRoad(graph: RoadGraph, [lon, lat]: Readonly<LonLat>): Snap[] {
  let nearest: { node: GraphSegment; distanceM: number; snap: Snap } | null = null;
  for (const node of graph.values()) {
    const held = snapOn(node, lon, lat);
    if (held.distanceM <= SNAP_REACH_M && held.distanceM < (nearest?.distanceM ?? Number.POSITIVE_INFINITY)) {
      nearest = { node, ...held };
    }
  }
  if (nearest === null) return [];
  const opposite = graph.get(nearest.node.segment.oppositeId ?? "");
  const other = opposite && snapOn(opposite, lon, lat);
  const isSameRoad = other !== undefined && other.distanceM - nearest.distanceM <= SAME_ROAD_M;
  return isSameRoad ? [nearest.snap, other.snap] : [nearest.snap];
}

function snapOn(
  { segment, line }: GraphSegment,
  lon: number,
  lat: number,
): { snap: Snap; distanceM: number } {
  const { fraction, distanceM } = projectOnLine(line, lon, lat);
  return {
    distanceM,
    snap: { segmentId: segment.id, fraction, point: pointOnLine(line, fraction).point },
  };
}
