import type { Junction, LonLat, Segment } from "@arterial/domain/city/network";
import type { Feature, LineString } from "geojson";
import { type EndedLine, joinLines } from "./join-lines.ts";
import { centreLine, distanceM, meanGapM } from "./planar.ts";

/** Metres per pixel at zoom 15 on the equator, with 512 px tiles. */
const EQUATOR_M_PER_PX_Z15 = 78_271.517 / 2 ** 15;
/** Carriageways closer than this are taken for one line drawn twice. */
const SAME_LINE_M = 1;
/** A road is drawn on to its junction when the junction is not farther than this. */
const MAX_REACH_M = 40;

type LineFeature = Feature<LineString>;

function lineFeature(coordinates: LonLat[], properties: Record<string, string | number>): LineFeature {
  return { type: "Feature", geometry: { type: "LineString", coordinates }, properties };
}

/** Half the distance between a segment and its opposite, px at zoom 15; 0 when both have the same line. */
function halfGapPx(segment: Segment, opposite: Segment): number {
  const gapM = meanGapM(segment.line, [...opposite.line].reverse());
  if (gapM < SAME_LINE_M) return 0;
  const latitude = segment.line[0]?.[1] ?? 0;
  return gapM / 2 / (EQUATOR_M_PER_PX_Z15 * Math.cos((latitude * Math.PI) / 180));
}

/**
 * Every segment as its own line: `id`, `class`, `isTwoWay` 0 or 1, and `halfGap`, how far its line already lies from
 * the middle of a two-way road, px at zoom 15. The congestion layer offsets by what is missing.
 */
export function segmentFeatures(segments: readonly Segment[]): LineFeature[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  return segments.map((segment) => {
    const opposite = segment.oppositeId ? byId.get(segment.oppositeId) : undefined;
    return lineFeature(segment.line, {
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

type RoadProperties = Record<string, string | number>;

function joinByProperties(
  segments: readonly Segment[],
  junctions: readonly Junction[],
  describe: (segment: Segment, isOneWay: boolean) => RoadProperties,
): LineFeature[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const points = new Map(junctions.map((junction) => [junction.id, junction.point]));
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
  })).filter(({ properties }) => properties?.name !== "" || properties?.ref !== "");
}
