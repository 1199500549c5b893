import { type MeasuredLine, measureLine, projectOnLine } from "@arterial/domain/city/geometry";
import type { Segment } from "@arterial/domain/city/network";

/** A segment prepared for following vehicles along it. */
export interface RoadSegment {
  readonly id: string;
  /** Driving length, m. */
  readonly lengthM: number;
  readonly lanes: number;
  readonly speedLimitKmh: number;
  readonly fromJunctionId: string;
  readonly toJunctionId: string;
  readonly line: MeasuredLine;
}

/** The network as vehicle tracks need it. */
export interface RoadMap {
  segment(id: string): RoadSegment | undefined;
  /** The shortest segment that leads from one junction straight to another. */
  between(fromJunctionId: string, toJunctionId: string): RoadSegment | undefined;
  segments(): Iterable<RoadSegment>;
}

/** Prepares a city's segments. */
export function createRoadMap(segments: Iterable<Segment>): RoadMap {
  const byId = new Map<string, RoadSegment>();
  const byEnds = new Map<string, RoadSegment>();
  for (const { id, lengthM, lanes, speedLimitKmh, fromJunctionId, toJunctionId, line } of segments) {
    const road = { id, lengthM, lanes, speedLimitKmh, fromJunctionId, toJunctionId, line: measureLine(line) };
    byId.set(id, road);
    const ends = endsKey(fromJunctionId, toJunctionId);
    const known = byEnds.get(ends);
    if (!known || known.lengthM > lengthM) byEnds.set(ends, road);
  }
  return {
    segment: (id) => byId.get(id),
    between: (from, to) => byEnds.get(endsKey(from, to)),
    segments: () => byId.values(),
  };
}

/** Driving distance from the segment's start to the place nearest to a position, m. */
export function offsetOnSegment(segment: RoadSegment, lon: number, lat: number): number {
  return projectOnLine(segment.line, lon, lat).fraction * segment.lengthM;
}

function endsKey(from: string, to: string): string {
  return `${from} ${to}`;
}
