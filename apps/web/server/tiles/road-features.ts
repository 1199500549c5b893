import { distanceM } from "@arterial/domain/city/geometry";
import type { Junction, LonLat, RoadClass, Segment } from "@arterial/domain/city/network";
import type { Feature, LineString } from "geojson";
import { type EndedLine, joinLines } from "./join-lines.ts";
import { centreLine, meanGapM } from "./planar.ts";

/** Metres per pixel at zoom 15 on the equator, with 512 px tiles. */
const EQUATOR_M_PER_PX_Z15 = 78_271.517 / 2 ** 15;
/** Carriageways closer than this are taken for one line drawn twice. */
const SAME_LINE_M = 1;
/** A road is drawn on to its junction when the junction is not farther than this. */
const MAX_REACH_M = 40;

type LineFeature<Properties = RoadProperties> = Feature<LineString, Properties>;
type RoadProperties = Record<string, string | number>;

/** What the tiles tell of a segment. */
export type SegmentProperties = {
  id: string;
  class: RoadClass;
  isTwoWay: 0 | 1;
  halfGap: number;
};

function lineFeature<Properties>(coordinates: LonLat[], properties: Properties): LineFeature<Properties> {
  return { type: "Feature", geometry: { type: "LineString", coordinates }, properties };
}

/** Half the distance between a segment and its opposite, px at zoom 15; 0 when both have the same line. */
function halfGapPx(segment: Segment, opposite: Segment): number {
  const gapM = meanGapM(segment.line, [...opposite.line].reverse());
  if (gapM < SAME_LINE_M) return 0;
  const latitude = segment.line[0]?.[1] ?? 0;
  return gapM / 2 / (EQUATOR_M_PER_PX_Z15 * Math.cos((latitude * Math.PI) / 180));
}

/** The end of a line carried straight on until it is level with a junction, so that drawn segments meet in it. */
function carryOn(
  before: LonLat | undefined,
  end: LonLat | undefined,
  junction: LonLat | undefined,
): LonLat[] {
  if (!before || !end || !junction) return [];
  const shrink = Math.cos((end[1] * Math.PI) / 180);
  const [dx, dy] = [(end[0] - before[0]) * shrink, end[1] - before[1]];
  const length = Math.hypot(dx, dy);
  if (length === 0 || distanceM(end, junction) > MAX_REACH_M) return [];
  const along = ((junction[0] - end[0]) * shrink * dx + (junction[1] - end[1]) * dy) / length;
  if (along <= 0) return [];
  return [[end[0] + ((dx / length) * along) / shrink, end[1] + (dy / length) * along]];
}

function drawnLine(segment: Segment, points: ReadonlyMap<string, LonLat>): LonLat[] {
  const { line, fromJunctionId, toJunctionId } = segment;
  return [
    ...carryOn(line[1], line[0], points.get(fromJunctionId)),
    ...line,
    ...carryOn(line.at(-2), line.at(-1), points.get(toJunctionId)),
  ];
}

function pointsOf(junctions: readonly Junction[]): Map<string, LonLat> {
  return new Map(junctions.map(({ id, point }) => [id, point]));
}

/**
 * Every segment as its own line, drawn on to its junctions: `id`, `class`, `isTwoWay` 0 or 1, and `halfGap`, how far its line already lies from
 * the middle of a two-way road, px at zoom 15. The congestion layer offsets by what is missing.
 */
export function segmentFeatures(
  segments: readonly Segment[],
  junctions: readonly Junction[],
): LineFeature<SegmentProperties>[] {
  const points = pointsOf(junctions);
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  return segments.map((segment) => {
    const opposite = segment.oppositeId ? byId.get(segment.oppositeId) : undefined;
    return lineFeature(drawnLine(segment, points), {
      id: segment.id,
      class: segment.roadClass,
      isTwoWay: opposite ? 1 : 0,
      halfGap: opposite ? Math.round(halfGapPx(segment, opposite) * 100) / 100 : 0,
    });
  });
}

/** Line in the middle of the road, carried on to the junctions at both ends when they are near. */
function roadLine(segment: Segment, opposite: Segment | undefined, points: Map<string, LonLat>): EndedLine {
  const other = opposite ? [...opposite.line].reverse() : segment.line;
  const isSame = meanGapM(segment.line, other) < SAME_LINE_M;
  const line: LonLat[] = isSame ? [...segment.line] : centreLine(segment.line, other);
  const { fromJunctionId: from, toJunctionId: to } = segment;
  const start = points.get(from);
  const end = points.get(to);
  if (start && line[0] && distanceM(start, line[0]) < MAX_REACH_M) line.unshift(start);
  const last = line.at(-1);
  if (end && last && distanceM(end, last) < MAX_REACH_M) line.push(end);
  return { from, to, line };
}

function joinByProperties(
  segments: readonly Segment[],
  junctions: readonly Junction[],
  describe: (segment: Segment, isOneWay: boolean) => RoadProperties,
): LineFeature[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const points = pointsOf(junctions);
  const groups = new Map<string, { properties: RoadProperties; lines: EndedLine[] }>();
  for (const segment of segments) {
    const opposite = segment.oppositeId ? byId.get(segment.oppositeId) : undefined;
    if (opposite && opposite.id < segment.id) continue;
    const properties = describe(segment, !opposite);
    const key = JSON.stringify(properties);
    const group = groups.get(key) ?? { properties, lines: [] };
    group.lines.push(roadLine(segment, opposite, points));
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ properties, lines }) =>
    joinLines(lines).map((line) => lineFeature(line, properties)),
  );
}

/** Roads as they are drawn on the ground: both directions as one line (`class`, `isBridge`, `isOneWay`). */
export function roadFeatures(segments: readonly Segment[], junctions: readonly Junction[]): LineFeature[] {
  return joinByProperties(segments, junctions, (segment, isOneWay) => ({
    class: segment.roadClass,
    isBridge: segment.isBridge ? 1 : 0,
    isOneWay: isOneWay ? 1 : 0,
  }));
}

/** Whole streets for their names and shields (`class`, `name`, `ref`), joined across bridges. */
export function roadLabelFeatures(
  segments: readonly Segment[],
  junctions: readonly Junction[],
): LineFeature[] {
  return joinByProperties(segments, junctions, (segment) => ({
    class: segment.roadClass,
    name: segment.name,
    ref: segment.ref ?? "",
  })).filter(({ properties }) => properties.name !== "" || properties.ref !== "");
}
