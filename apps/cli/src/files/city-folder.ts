import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type CityNetwork,
  cityNetworkSchema,
  junctionSchema,
  landUseSchema,
  lonLatSchema,
  segmentSchema,
} from "@arterial/domain/city/network";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { CliError } from "../cli-error.ts";

const segmentFeatureSchema = z.object({
  properties: segmentSchema.omit({ line: true }).extend({ feature: z.literal("segment") }),
  geometry: z.object({ type: z.literal("LineString"), coordinates: segmentSchema.shape.line }),
});
const junctionFeatureSchema = z.object({
  properties: junctionSchema.omit({ point: true }).extend({ feature: z.literal("junction") }),
  geometry: z.object({ type: z.literal("Point"), coordinates: lonLatSchema }),
});
const networkFileSchema = z.object({
  features: z.array(z.union([segmentFeatureSchema, junctionFeatureSchema])),
});
const landUseFileSchema = z.object({
  features: z.array(
    z.object({
      properties: landUseSchema.omit({ geometry: true }),
      geometry: landUseSchema.shape.geometry,
    }),
  ),
});
const cityFileSchema = cityNetworkSchema.pick({
  name: true,
  timeZone: true,
  drivesOn: true,
  isSimulated: true,
});

/**
 * Reads a city from a folder of `city.json`, `network.geojson`, `land-use.geojson` and, when there is one,
 * `devices.json`. Throws CliError that names the file.
 */
export async function readCityFolder(folder: string): Promise<{ network: CityNetwork; devices: Device[] }> {
  const city = await readJson(join(folder, "city.json"), cityFileSchema);
  const { features } = await readJson(join(folder, "network.geojson"), networkFileSchema);
  const landUse = await readJson(join(folder, "land-use.geojson"), landUseFileSchema);
  const devicesPath = join(folder, "devices.json");
  const devices = existsSync(devicesPath) ? await readJson(devicesPath, z.array(deviceSchema)) : [];
  return {
    devices,
    network: {
      ...city,
      segments: features.flatMap(({ properties, geometry }) =>
        properties.feature === "segment" && geometry.type === "LineString"
          ? [{ ...withoutFeature(properties), line: geometry.coordinates }]
          : [],
      ),
      junctions: features.flatMap(({ properties, geometry }) =>
        properties.feature === "junction" && geometry.type === "Point"
          ? [{ ...withoutFeature(properties), point: geometry.coordinates }]
          : [],
      ),
      landUse: landUse.features.map(({ properties, geometry }) => ({ ...properties, geometry })),
    },
  };
}

function withoutFeature<T extends { feature: string }>({
  feature: _feature,
  ...rest
}: T): Omit<T, "feature"> {
  return rest;
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new CliError("file", `${path} cannot be read.`, { cause });
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new CliError("file", `${path} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CliError("file", `${path}: ${issue?.path.join(".")}: ${issue?.message}`, { cause: parsed.error });
}
