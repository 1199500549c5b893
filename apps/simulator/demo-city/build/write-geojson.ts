import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CityNetwork, LandUse } from "@arterial/domain/city/network";

/** Writes the city's network, land use and facts as three files into `folder`; one feature a line, so that changes are readable. */
export function writeCity(city: CityNetwork, folder: string): void {
  const { segments, junctions, landUse, ...facts } = city;
  const roads = segments.map(({ line, ...properties }) =>
    feature({ type: "LineString", coordinates: line }, { feature: "segment", ...properties }),
  );
  const points = junctions.map(({ point, ...properties }) =>
    feature({ type: "Point", coordinates: point }, { feature: "junction", ...properties }),
  );
  writeFileSync(join(folder, "network.geojson"), collection([...roads, ...points]));
  writeFileSync(join(folder, "land-use.geojson"), collection(landUse.map(landUseFeature)));
  writeFileSync(join(folder, "city.json"), `${JSON.stringify(facts, null, 2)}\n`);
}

function landUseFeature({ geometry, ...properties }: LandUse): string {
  return feature(geometry, properties);
}

function feature(geometry: object, properties: object): string {
  return JSON.stringify({ type: "Feature", properties, geometry });
}

function collection(features: readonly string[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}
