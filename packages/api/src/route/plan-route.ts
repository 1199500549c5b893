import { partOfLine } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { RoutePiece } from "@arterial/domain/route/route-time";
import { travelTime } from "@arterial/domain/traffic/travel-time";
import { extendWays, type Way, type WayPart, wayFrom } from "./find-way.ts";
import { type RoadGraph, SNAP_REACH_M, snapToRoad } from "./road-graph.ts";

/** A longer way is refused, km. */
export const MAX_ROUTE_KM = 60;
const MIN_LENGTH_M = 1;

/** A piece of a planned route: which part of which segment, and where it runs. */
export interface PlannedPiece extends RoutePiece {
  name: string;
  /** Shares of the segment's length, 0 to 1. */
  from: number;
  to: number;
  line: LonLat[];
}

/** The way by the shortest time at free flow through all points. */
export interface RoutePlan {
  status: "found";
  /** The points on the roads that they were brought to. */
  points: LonLat[];
  lengthM: number;
  freeFlowS: number;
  pieces: PlannedPiece[];
}

/** Why there is no way; `index` is the point, from 0, that it fails at. */
export type RouteProblem =
  | { status: "no_road"; index: number; reachM: number }
  | { status: "no_way"; index: number }
  | { status: "too_long"; limitKm: number }
  | { status: "same_place" };

/** Finds the way through some points in their order. */
export function planRoute(graph: RoadGraph, points: readonly Readonly<LonLat>[]): RoutePlan | RouteProblem {
  let ways: Way[] = [];
  for (const [index, point] of points.entries()) {
    const snaps = snapToRoad(graph, point);
    if (snaps.length === 0) return { status: "no_road", index, reachM: SNAP_REACH_M };
    ways = index === 0 ? snaps.map(wayFrom) : extendWays(graph, ways, snaps);
    if (ways.length === 0) return { status: "no_way", index };
  }
  const way = ways.toSorted((a, b) => a.seconds - b.seconds)[0];
  return way ? describe(graph, way, points) : { status: "same_place" };
}

function describe(graph: RoadGraph, way: Way, points: readonly Readonly<LonLat>[]): RoutePlan | RouteProblem {
  const pieces = way.parts.flatMap((part) => pieceOf(graph, part));
  const { lengthM, freeFlowS } = travelTime(pieces.map((piece) => ({ ...piece, speedKmh: null })));
  if (lengthM < MIN_LENGTH_M) return { status: "same_place" };
  if (lengthM > MAX_ROUTE_KM * 1000) return { status: "too_long", limitKm: MAX_ROUTE_KM };
  return { status: "found", points: onWay(graph, way, points), lengthM, freeFlowS, pieces };
}

function pieceOf(graph: RoadGraph, { segmentId, from, to }: WayPart): PlannedPiece[] {
  const node = graph.get(segmentId);
  if (!node || to <= from) return [];
  const { segment, line, freeFlowKmh } = node;
  return [
    {
      segmentId,
      name: segment.name,
      lengthM: segment.lengthM * (to - from),
      freeFlowKmh,
      from,
      to,
      line: partOfLine(line, from, to),
    },
  ];
}

/** The points on the roads of the way: its own start and end, and what is between where it was brought to. */
function onWay(graph: RoadGraph, { parts, end }: Way, points: readonly Readonly<LonLat>[]): LonLat[] {
  const first = parts[0];
  const node = graph.get(first?.segmentId ?? "");
  const start = first && node ? partOfLine(node.line, first.from, 1)[0] : undefined;
  return points.map((point, index) => {
    if (index === 0 && start) return start;
    if (index === points.length - 1) return end.point;
    return snapToRoad(graph, point)[0]?.point ?? [point[0], point[1]];
  });
}
