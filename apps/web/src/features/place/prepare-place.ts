import type { AbnormalItem, LiveSegment } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { type TravelTime, travelTime } from "@arterial/domain/traffic/travel-time";

/** What of a segment of a place the figures need. */
export interface RoadPiece {
  id: string;
  name: string;
  lengthM: number;
  freeFlowKmh: number;
}

type States = ReadonlyMap<string, Pick<LiveSegment, "speedKmh" | "ratio" | "congestionClass">>;

/** Classes that count as congested: below 80 % of free flow. */
const CONGESTED: ReadonlySet<CongestionClass> = new Set(["moderate", "heavy", "severe", "closed"]);

/** A road with how it is now. */
export type RoadState<Piece extends RoadPiece> = Piece & {
  congestionClass: CongestionClass;
  speedKmh: number | null;
  /** Speed by free flow; null when unknown. */
  ratio: number | null;
};

/** Pieces of road with their state. */
export function withStates<Piece extends RoadPiece>(
  pieces: readonly Piece[],
  states: States,
): RoadState<Piece>[] {
  return pieces.map((piece) => {
    const state = states.get(piece.id);
    return {
      ...piece,
      congestionClass: state?.congestionClass ?? "unknown",
      speedKmh: state?.speedKmh ?? null,
      ratio: state?.ratio ?? null,
    };
  });
}

/** Figures of some roads: travel time, and how much of them is congested. */
export function roadFigures(roads: readonly RoadState<RoadPiece>[]): TravelTime & {
  /** Travel time by free-flow travel time; null when no speed is known. */
  index: number | null;
  congestedM: number;
} {
  const time = travelTime(roads);
  const congestedM = roads
    .filter(({ congestionClass }) => CONGESTED.has(congestionClass))
    .reduce((sum, { lengthM }) => sum + lengthM, 0);
  return { ...time, index: time.knownShare > 0 ? time.seconds / time.freeFlowS : null, congestedM };
}

/** The slowest roads of those that are congested, by speed to free flow. */
export function slowestRoads<Piece extends RoadPiece>(
  roads: readonly RoadState<Piece>[],
  count: number,
): RoadState<Piece>[] {
  return roads
    .filter(({ congestionClass, ratio }) => ratio !== null && CONGESTED.has(congestionClass))
    .sort((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1) || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

/** Abnormal items that concern a place: by their segments, or by a device of it; none that stands for others. */
export function itemsAt(
  items: readonly AbnormalItem[],
  place: { segmentIds: ReadonlySet<string>; deviceIds: ReadonlySet<string> },
): AbnormalItem[] {
  return items.filter(({ subject, segmentIds, others }) => {
    if (others) return false;
    return subject.type === "device"
      ? place.deviceIds.has(subject.id)
      : place.segmentIds.has(subject.id) || segmentIds.some((id) => place.segmentIds.has(id));
  });
}
