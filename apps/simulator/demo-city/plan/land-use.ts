import type { LandUse } from "@arterial/domain/city/network";
import type { CityPlan } from "./city-plan.ts";
import { type FabricStyle, fillFace } from "./fabric.ts";
import { innerRadiusM, outerRadiusM } from "./frame.ts";
import { isInside, offsetLine, type Point, type Polyline, signedArea, simplify } from "./geometry.ts";
import { createObstacles, type Obstacles } from "./obstacles.ts";
import {
  BUILT_UP,
  DISTRICTS,
  FORESTS,
  PARKS,
  type Place,
  PORT_RAILWAY,
  RAILWAY,
  STATION,
  SUBURBS,
} from "./places.ts";
import { planToLonLat } from "./projection.ts";
import { createRandom } from "./random.ts";
import { slug } from "./slug.ts";
import { findStreetFaces } from "./street-faces.ts";
import { MINT_ISLAND, ORRE_MIDDLE, OTTERBROOK_MIDDLE, PIERS, WATER_AREAS } from "./water.ts";

const STYLES: Record<"oldTown" | "inner" | "outer" | "port", FabricStyle> = {
  oldTown: {
    gridM: [88, 56],
    buildingWidthM: [10, 22],
    buildingDepthM: [11, 15],
    gapM: [0.5, 3],
    setbackM: 6.5,
    density: 0.95,
  },
  inner: {
    gridM: [124, 66],
    buildingWidthM: [12, 26],
    buildingDepthM: [10, 15],
    gapM: [4, 10],
    setbackM: 9,
    density: 0.9,
  },
  outer: {
    gridM: [165, 82],
    buildingWidthM: [9, 16],
    buildingDepthM: [9, 13],
    gapM: [7, 16],
    setbackM: 12,
    density: 0.7,
  },
  port: {
    gridM: [230, 140],
    buildingWidthM: [45, 110],
    buildingDepthM: [26, 46],
    gapM: [14, 34],
    setbackM: 16,
    density: 0.85,
  },
};
const HALF_WIDTH_M: Record<string, number> = { motorway: 20, primary: 10, secondary: 7, residential: 6 };
const PARK_INSET_M = 13;

/** Everything that the basemap draws besides the simulated roads. */
export function buildLandUse(plan: CityPlan): LandUse[] {
  const faces = findStreetFaces();
  const parks = PARKS.map((park) => ({ park, face: faceAround(faces, park) }));
  const green = new Set(parks.map((p) => p.face));
  const obstacles = cityObstacles(plan);
  return [
    area("built-up", "built_up", "", [simplify(BUILT_UP, 2)]),
    ...FORESTS.map((forest) => area(`forest-${slug(forest.name)}`, "forest", forest.name, [forest.ring])),
    ...parks.map(({ park, face }) =>
      area(`park-${slug(park.name)}`, "park", park.name, [
        offsetLine(simplify([...face, face[0] as Point], 1), PARK_INSET_M),
      ]),
    ),
    ...waterAreas(),
    ...PIERS.map((pier) => area(`pier-${slug(pier.name)}`, "pier", pier.name, [pier.ring])),
    line("railway-main", "railway", "Main line", RAILWAY),
    line("railway-port", "railway", "Port line", PORT_RAILWAY),
    area("station-central", "station", STATION.name, [STATION.ring]),
    ...faces.filter((face) => !green.has(face)).flatMap((face, i) => faceFabric(face, i, obstacles)),
    ...DISTRICTS.map((place) => label("district", place)),
    ...SUBURBS.map((place) => label("place", place)),
  ];
}

function faceAround(faces: readonly Point[][], place: Place): Point[] {
  const around = faces
    .filter((face) => isInside(place.at, face))
    .sort((a, b) => signedArea(a) - signedArea(b));
  if (!around[0]) throw new Error(`${place.name} lies outside the street network`);
  return around[0];
}

function cityObstacles(plan: CityPlan): Obstacles {
  const roads = plan.edges
    .filter((edge) => edge.isRamp || edge.id < (edge.oppositeId ?? "~"))
    .map((edge) => ({ line: edge.line, halfWidthM: HALF_WIDTH_M[edge.roadClass] ?? 6 }));
  const water = WATER_AREAS.map((water) => ({
    line: [...water.ring, water.ring[0] as Point],
    halfWidthM: 9,
  }));
  const tracks = [RAILWAY, PORT_RAILWAY].map((track) => ({ line: track, halfWidthM: 13 }));
  const station = { line: [...STATION.ring, STATION.ring[0] as Point], halfWidthM: 8 };
  const lines = createObstacles([...roads, ...water, ...tracks, station]);
  const woods = FORESTS.map((forest) => forest.ring);
  return {
    clearanceM(point) {
      const isTaken =
        WATER_AREAS.some((w) => isInside(point, w.ring)) || woods.some((ring) => isInside(point, ring));
      return isTaken ? -1 : lines.clearanceM(point);
    },
  };
}

function waterAreas(): LandUse[] {
  return [
    ...WATER_AREAS.map((water) => {
      const rings = water.name === "Orre" ? [water.ring, [...MINT_ISLAND].reverse()] : [water.ring];
      return area(
        `water-${slug(water.name)}`,
        "water",
        water.name,
        rings.map((ring) => simplify(ring, 0.5)),
      );
    }),
    line("water-orre-line", "water", "Orre", simplify(ORRE_MIDDLE, 3)),
    line("water-otterbrook-line", "water", "Otterbrook", simplify(OTTERBROOK_MIDDLE, 3)),
  ];
}

function styleAt(face: Polyline): FabricStyle {
  const x = face.reduce((sum, p) => sum + p[0], 0) / face.length;
  const y = face.reduce((sum, p) => sum + p[1], 0) / face.length;
  const deg = (Math.atan2(y, x) * 180) / Math.PI;
  const radius = Math.hypot(x, y);
  if (radius < innerRadiusM(deg)) return STYLES.oldTown;
  if (radius < outerRadiusM(deg)) return STYLES.inner;
  return deg < -18 && deg > -62 ? STYLES.port : STYLES.outer;
}

function faceFabric(face: Polyline, index: number, obstacles: Obstacles): LandUse[] {
  const fabric = fillFace(face, styleAt(face), obstacles, createRandom(7000 + index));
  return [
    ...fabric.streets.map((street, i) => line(`street-${index}-${i}`, "street", "", street)),
    ...fabric.blocks.map(
      (block, i): LandUse => ({
        id: `block-${index}-${i}`,
        use: "building",
        name: "",
        geometry: { type: "MultiPolygon", coordinates: block.map((ring) => [closed(ring)]) },
      }),
    ),
  ];
}

function closed(ring: Polyline): [number, number][] {
  const first = ring[0] as Point;
  const last = ring.at(-1) as Point;
  const isClosed = first[0] === last[0] && first[1] === last[1];
  return (isClosed ? ring : [...ring, first]).map(planToLonLat);
}

function area(id: string, use: LandUse["use"], name: string, rings: readonly Polyline[]): LandUse {
  return { id, use, name, geometry: { type: "Polygon", coordinates: rings.map(closed) } };
}

function line(id: string, use: LandUse["use"], name: string, points: Polyline): LandUse {
  return { id, use, name, geometry: { type: "LineString", coordinates: points.map(planToLonLat) } };
}

function label(use: "district" | "place", place: Place): LandUse {
  return {
    id: `${use}-${slug(place.name)}`,
    use,
    name: place.name,
    geometry: { type: "Point", coordinates: planToLonLat(place.at) },
  };
}
