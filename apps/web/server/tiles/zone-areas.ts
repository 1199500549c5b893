import { representativePoint, type ZoneShape } from "@arterial/db/city/zone-of";
import type { LonLat, Segment } from "@arterial/domain/city/network";
import { difference } from "@turf/difference";
import { intersect } from "@turf/intersect";
import { Delaunay } from "d3-delaunay";
import type { Feature, LineString, MultiPolygon, Polygon, Position } from "geojson";
import { type EndedLine, joinLines } from "./join-lines.ts";

/** How far the ground of a zone goes on beyond the outermost streets, m. */
const MARGIN_M = 150;
const M_PER_DEGREE = 111_320;
/** Corners that are nearer to each other than a tenth of a metre are one. */
const DECIMALS = 6;
/** Directions in which the city is grown by the margin. */
const CORNERS = 8;

type Area = Polygon | MultiPolygon;
/** The ground of a zone. */
export type ZoneArea = Feature<Area, { id: string; name: string }>;

function areaFeature(geometry: Area): Feature<Area> {
  return { type: "Feature", geometry, properties: {} };
}

/** Degrees of longitude for one of latitude, where the city is. */
function stretchOf([, lat]: LonLat): number {
  return 1 / Math.cos((lat * Math.PI) / 180);
}

/** The convex hull of all streets, grown by the margin; null without streets. */
function cityGround(segments: readonly Segment[]): Polygon | null {
  const points = segments.flatMap(({ line }) => line);
  const [first] = points;
  if (!first) return null;
  const outermost = [...Delaunay.from(points).hull].map((index) => points[index] ?? first);
  const [dLat, dLon] = [MARGIN_M / M_PER_DEGREE, (MARGIN_M / M_PER_DEGREE) * stretchOf(first)];
  const grown = outermost.flatMap(([lon, lat]) =>
    Array.from({ length: CORNERS }, (_, corner): LonLat => {
      const turn = (corner * 2 * Math.PI) / CORNERS;
      return [lon + dLon * Math.cos(turn), lat + dLat * Math.sin(turn)];
    }),
  );
  return { type: "Polygon", coordinates: [Delaunay.from(grown).hullPolygon()] };
}

/** Metres east and north of a place and back, so that distances are those that zones are told apart by. */
function planeAround(origin: LonLat) {
  const perLon = M_PER_DEGREE / stretchOf(origin);
  return {
    toM: ([lon = 0, lat = 0]: Position): LonLat => [
      (lon - origin[0]) * perLon,
      (lat - origin[1]) * M_PER_DEGREE,
    ],
    toDegrees: ([x, y]: LonLat): LonLat => [x / perLon + origin[0], y / M_PER_DEGREE + origin[1]],
  };
}

/** The part of the city that is nearer to each point than to the others; null for a point that has another's place. */
function nearestGround(points: readonly LonLat[], ground: Polygon): (Area | null)[] {
  const { toM, toDegrees } = planeAround(points[0] ?? [0, 0]);
  const sites = points.map(toM);
  const corners = [...sites, ...(ground.coordinates[0] ?? []).map(toM)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const cells = Delaunay.from(sites).voronoi(box as [number, number, number, number]);
  return points.map((_, index) => {
    const ring = cells.cellPolygon(index)?.map(toDegrees);
    if (!ring) return null;
    const cell = areaFeature({ type: "Polygon", coordinates: [ring] });
    const inCity = intersect({ type: "FeatureCollection", features: [cell, areaFeature(ground)] });
    return inCity?.geometry ?? null;
  });
}

function isArea(geometry: ZoneShape["geometry"]): geometry is Extract<ZoneShape["geometry"], Area> {
  return geometry.type === "Polygon" || geometry.type === "MultiPolygon";
}

function round(value: number): number {
  return Number(value.toFixed(DECIMALS));
}

function roundArea(area: Area): Area {
  const roundRing = (ring: Position[]): Position[] => {
    const rounded = ring.map(([lon = 0, lat = 0]): Position => [round(lon), round(lat)]);
    return rounded.filter(([lon, lat], index) => {
      const before = rounded[index - 1];
      return !before || before[0] !== lon || before[1] !== lat;
    });
  };
  return area.type === "Polygon"
    ? { ...area, coordinates: area.coordinates.map(roundRing) }
    : { ...area, coordinates: area.coordinates.map((rings) => rings.map(roundRing)) };
}

/**
 * The ground of each zone as `zoneOf` divides the city: its own polygon, or for one that is a mere point what is nearer
 * to it than to any other (a Voronoi division), as far as the city's streets go.
 */
export function zoneAreas(zones: readonly ZoneShape[], segments: readonly Segment[]): ZoneArea[] {
  const ground = cityGround(segments);
  if (!ground || zones.length === 0) return [];
  const drawn = zones.flatMap(({ geometry }) => (isArea(geometry) ? [areaFeature(geometry)] : []));
  const isAllDrawn = drawn.length === zones.length;
  const points = zones.map(({ geometry }) => representativePoint(geometry));
  const cells = isAllDrawn ? [] : nearestGround(points, ground);
  return zones.flatMap(({ id, name, geometry }, index): ZoneArea[] => {
    const cell = cells[index];
    const area = isArea(geometry) ? geometry : cell && without(cell, drawn);
    return area ? [{ type: "Feature", geometry: roundArea(area), properties: { id, name } }] : [];
  });
}

/** What others hold by a polygon of their own is not nearest to a point. */
function without(cell: Area, drawn: readonly Feature<Area>[]): Area | null {
  if (drawn.length === 0) return cell;
  const rest = difference({ type: "FeatureCollection", features: [areaFeature(cell), ...drawn] });
  return rest?.geometry ?? null;
}

function ringsOf({ geometry }: ZoneArea): Position[][] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** The lines between zones, each once though two zones have it, so that dashes stay dashes. */
export function zoneBoundaries(areas: readonly ZoneArea[]): Feature<LineString>[] {
  const edges = new Map<string, EndedLine>();
  for (const ring of areas.flatMap(ringsOf)) {
    for (const [index, end] of ring.entries()) {
      const start = ring[index - 1];
      if (!start) continue;
      const [from, to] = [start.join(" "), end.join(" ")];
      if (from === to) continue;
      const key = from < to ? `${from}/${to}` : `${to}/${from}`;
      edges.set(key, { from, to, line: [start as LonLat, end as LonLat] });
    }
  }
  return joinLines([...edges.values()]).map((coordinates) => ({
    type: "Feature",
    geometry: { type: "LineString", coordinates },
    properties: {},
  }));
}
