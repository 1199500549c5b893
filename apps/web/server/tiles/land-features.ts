import type { LandUse, LonLat } from "@arterial/domain/city/network";
import type { Feature } from "geojson";
import { ringCentre } from "./planar.ts";

/** Tile layer that each land use is drawn in; those not named only give a name. */
const LAYER_OF_USE: Partial<Record<LandUse["use"], string>> = {
  water: "water",
  park: "park",
  forest: "forest",
  built_up: "builtUp",
  street: "street",
  building: "building",
  pier: "pier",
  railway: "railway",
  station: "building",
};

/** What the ground is made of, as features by tile layer. A line of water carries the river's name and is not drawn. */
export function landFeatures(landUse: readonly LandUse[]): Map<string, Feature[]> {
  const byLayer = new Map<string, Feature[]>();
  for (const { use, name, geometry } of landUse) {
    const layer = LAYER_OF_USE[use];
    if (!layer || geometry.type === "Point" || (use === "water" && geometry.type === "LineString")) continue;
    const feature: Feature = { type: "Feature", geometry, properties: { name } };
    byLayer.set(layer, [...(byLayer.get(layer) ?? []), feature]);
  }
  return byLayer;
}

function labelPoint(geometry: LandUse["geometry"]): LonLat | undefined {
  if (geometry.type === "Point") return geometry.coordinates;
  if (geometry.type === "Polygon" && geometry.coordinates[0]) return ringCentre(geometry.coordinates[0]);
  if (geometry.type === "MultiPolygon" && geometry.coordinates[0]?.[0]) {
    return ringCentre(geometry.coordinates[0][0]);
  }
  return undefined;
}

const LABELLED_USES: readonly LandUse["use"][] = ["water", "park", "forest", "station", "district", "place"];

/** Names of places as points (`kind`, `name`), and of rivers along their line. */
export function placeFeatures(landUse: readonly LandUse[]): Feature[] {
  const lined = new Set(
    landUse
      .filter(({ use, geometry }) => use === "water" && geometry.type === "LineString")
      .map(({ name }) => name),
  );
  return landUse.flatMap(({ use, name, geometry }): Feature[] => {
    if (name === "" || !LABELLED_USES.includes(use)) return [];
    const properties = { kind: use, name };
    if (geometry.type === "LineString") return [{ type: "Feature", geometry, properties }];
    const point = labelPoint(geometry);
    if (!point || (use === "water" && lined.has(name))) return [];
    return [{ type: "Feature", geometry: { type: "Point", coordinates: point }, properties }];
  });
}
