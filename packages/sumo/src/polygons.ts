import type { LandUse, LonLat } from "@arterial/domain/city/network";
import type { Projection } from "./projection.ts";
import { readXml, shapeOf, type XmlAttributes, type XmlSource } from "./xml-stream.ts";

type Use = LandUse["use"];

/**
 * Land use by the words of polyconvert's type map (osmPolyconvert.typ.xml) or of OpenStreetMap. What is not listed is
 * not drawn: an `amenity` or a `tourism` may be anything.
 */
const USE_OF_WORD: Readonly<Record<string, Use>> = {
  water: "water",
  waterway: "water",
  riverbank: "water",
  wetland: "water",
  dock: "water",
  forest: "forest",
  wood: "forest",
  park: "park",
  leisure: "park",
  garden: "park",
  sport: "park",
  pitch: "park",
  playground: "park",
  grass: "park",
  farm: "park",
  meadow: "park",
  village_green: "park",
  recreation_ground: "park",
  cemetery: "park",
  graveyard: "park",
  landuse: "built_up",
  residential: "built_up",
  commercial: "built_up",
  industrial: "built_up",
  retail: "built_up",
  building: "building",
  pier: "pier",
  railway: "railway",
  rail: "railway",
  station: "station",
  aeroway: "built_up",
};

/** Keys of the original OpenStreetMap tags (polyconvert --all-attributes) that say more than the type does. */
const TELLING_PARAMS = ["building", "landuse", "natural", "leisure", "man_made", "waterway", "railway"];

interface Polygon {
  attributes: XmlAttributes;
  params: Record<string, string>;
}

/**
 * Reads land use from a polygon file of polyconvert (`.poly.xml`), in network coordinates or with `geo="true"`.
 * Types that have no land use are left out; they are counted in `skipped`.
 * @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`.
 */
export async function readPolygons(
  source: XmlSource,
  projection: Projection,
): Promise<{ landUse: LandUse[]; skipped: number }> {
  const landUse: LandUse[] = [];
  let skipped = 0;
  let current: Polygon | undefined;
  await readXml(source, {
    open(name, attributes) {
      if (name === "poly") current = { attributes, params: {} };
      if (name === "param" && current && attributes.key) {
        current.params[attributes.key] = attributes.value ?? "";
      }
    },
    close(name) {
      if (name !== "poly" || !current) return;
      const use = toLandUse(current, projection);
      if (use) landUse.push(use);
      else skipped += 1;
      current = undefined;
    },
  });
  return { landUse, skipped };
}

function toLandUse({ attributes, params }: Polygon, projection: Projection): LandUse | undefined {
  const use = useOf(attributes.type ?? "", params);
  if (!use) return undefined;
  const isGeo = attributes.geo === "true" || attributes.geo === "1";
  const line = shapeOf(attributes.shape)
    .map((point) => (isGeo ? point : projection.toLonLat(point)))
    .map(([lon, lat]): LonLat => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
  const geometry = geometryOf(line, attributes.fill, use);
  if (!geometry) return undefined;
  return { id: `poly-${attributes.id ?? ""}`, use, name: params.name ?? attributes.name ?? "", geometry };
}

function useOf(type: string, params: Readonly<Record<string, string>>): Use | undefined {
  for (const key of TELLING_PARAMS) {
    const value = params[key];
    if (value === undefined || value === "no") continue;
    const use = USE_OF_WORD[value] ?? (key === "building" ? "building" : undefined);
    if (use) return use;
  }
  const words = type.toLowerCase().split(".");
  for (const word of words.reverse()) {
    const use = USE_OF_WORD[word];
    if (use) return use;
  }
  return undefined;
}

function geometryOf(line: LonLat[], fill: string | undefined, use: Use): LandUse["geometry"] | undefined {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || line.length < 2) return undefined;
  const isClosed = first[0] === last[0] && first[1] === last[1];
  const isFilled = fill === "1" || fill === "true";
  const isLine = use === "railway" || (!isClosed && !isFilled);
  if (isLine) return { type: "LineString", coordinates: line };
  const ring = isClosed ? line : [...line, first];
  return ring.length < 4 ? undefined : { type: "Polygon", coordinates: [ring] };
}
