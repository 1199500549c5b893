import { type ZoneShape, zoneOf } from "@arterial/db/city/zone-of";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import type { LonLat, Segment } from "@arterial/domain/city/network";
import { area } from "@turf/area";
import type { Position } from "geojson";
import { describe, expect, it } from "vitest";
import { type ZoneArea, zoneAreas, zoneBoundaries } from "./zone-areas.ts";

const SEGMENTS = createCityFixture().segments;
const at = (id: string, coordinates: LonLat): ZoneShape => ({
  id,
  name: id,
  geometry: { type: "Point", coordinates },
});
const square = (id: string, [west, south]: LonLat, size: number): ZoneShape => ({
  id,
  name: id,
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  },
});

const shapeOf = ({ geometry, properties }: ZoneArea): ZoneShape =>
  ({ ...properties, geometry }) as unknown as ZoneShape;
const lonsOf = ({ geometry: { coordinates } }: ZoneArea): number[] =>
  coordinates.flat().map(([lon]: Position | Position[]) => lon as number);

/** True when a place lies in a zone's ground: else it is nearer to itself. */
function isHeld(place: LonLat, found: ZoneArea): boolean {
  return zoneOf(place, [shapeOf(found), at("", place)]) === found.properties.id;
}

/** A grid of places over the fixture's streets. */
const PLACES = Array.from(
  { length: 400 },
  (_, index): LonLat => [10.99957 + (index % 20) * 0.0006, 54.59953 + Math.floor(index / 20) * 0.0003],
);

describe("zoneAreas", () => {
  it.each<[string, ZoneShape[]]>([
    ["points", [at("a", [11.001, 54.601]), at("b", [11.009, 54.6]), at("c", [11.006, 54.604])]],
    ["points in a row", [at("a", [11, 54.6]), at("b", [11.005, 54.6]), at("c", [11.01, 54.6])]],
    ["points beside a polygon", [at("a", [11.001, 54.601]), square("b", [11.004, 54.601], 0.002)]],
  ])("divides the city as its streets are put into zones, with %s", (_name, zones) => {
    const areas = zoneAreas(zones, SEGMENTS);
    expect(areas.map(({ properties }) => properties.id)).toEqual(zones.map(({ id }) => id));
    const holding = PLACES.map((place) => ({
      place,
      ids: areas.filter((found) => isHeld(place, found)).map(({ properties }) => properties.id),
    })).filter(({ ids }) => ids.length > 0);
    expect(holding.filter(({ place, ids }) => ids.some((id) => id !== zoneOf(place, zones)))).toEqual([]);
    expect(holding.length).toBeGreaterThan(PLACES.length / 5);
  });

  it("is the zone's own polygon where it has one", () => {
    const zone = square("b", [11.004, 54.601], 0.002);
    expect(zoneAreas([zone], SEGMENTS)[0]?.geometry.coordinates).toEqual(
      (zone.geometry as { coordinates: unknown }).coordinates,
    );
  });

  it("ends near the outermost streets, and holds all of them when there is one zone", () => {
    const found = zoneAreas([at("a", [11.001, 54.601])], SEGMENTS)[0] as ZoneArea;
    expect(Math.min(...lonsOf(found))).toBeGreaterThan(10.997);
    expect(Math.max(...lonsOf(found))).toBeLessThan(11.013);
    const points = SEGMENTS.flatMap(({ line }) => line);
    expect(points.filter((point) => !isHeld(point, found))).toEqual([]);
  });

  it("is nothing without zones or without streets", () => {
    expect(zoneAreas([], SEGMENTS)).toEqual([]);
    expect(zoneAreas([at("a", [11, 54.6])], [] as Segment[])).toEqual([]);
  });

  it("leaves out a zone whose point is another's", () => {
    expect(zoneAreas([at("a", [11, 54.6]), at("b", [11, 54.6])], SEGMENTS)).toHaveLength(1);
  });

  it("covers the city once", () => {
    const zones = [at("a", [11.001, 54.601]), at("b", [11.009, 54.6]), at("c", [11.006, 54.604])];
    const sum = zoneAreas(zones, SEGMENTS).reduce((total, found) => total + area(found), 0);
    const whole = area(zoneAreas(zones.slice(0, 1), SEGMENTS)[0] as ZoneArea);
    expect(Math.abs(sum - whole) / whole).toBeLessThan(1e-3);
  });
});

it("draws a line between two zones once", () => {
  const areas = zoneAreas([at("a", [11.001, 54.601]), at("b", [11.009, 54.601])], SEGMENTS);
  const edges = zoneBoundaries(areas).flatMap(({ geometry: { coordinates } }) =>
    coordinates.slice(1).map((end, index) => [coordinates[index]?.join(), end.join()].sort().join(" ")),
  );
  expect(new Set(edges).size).toBe(edges.length);
  // Three lines meet twice, where the one between the zones ends: what is left and right of it, and itself.
  expect(zoneBoundaries(areas)).toHaveLength(3);
});
