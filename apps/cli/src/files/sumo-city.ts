import { basename } from "node:path";
import type { CityNetwork, LandUse } from "@arterial/domain/city/network";
import { readFileBytes } from "@arterial/runtime/file-bytes";
import { readNetwork } from "@arterial/sumo/network";
import { readPolygons } from "@arterial/sumo/polygons";
import { createProjection } from "@arterial/sumo/projection";
import { SumoFileError } from "@arterial/sumo/sumo-file-error";
import { toCityNetwork } from "@arterial/sumo/to-city-network";
import { CliError } from "../cli-error.ts";

export interface SumoCityOptions {
  /** Polygons of polyconvert; unpacked when the name ends in `.gz`. */
  polygons?: string | undefined;
  name?: string | undefined;
  timeZone: string;
  isSimulated: boolean;
}

/** Reads a city from a SUMO network. Throws CliError that says what is wrong with which file. */
export async function readSumoCity(
  networkPath: string,
  options: SumoCityOptions,
): Promise<{ network: CityNetwork; skippedPolygons: number }> {
  const sumo = await orCliError(networkPath, async () => readNetwork(readFileBytes(networkPath)));
  const projected = createProjection(sumo.location);
  if (!projected.ok) throw new CliError("file", `${networkPath}: ${projected.message}`);
  const { polygons } = options;
  const { landUse, skipped } =
    polygons === undefined
      ? { landUse: [] as LandUse[], skipped: 0 }
      : await orCliError(polygons, async () => readPolygons(readFileBytes(polygons), projected.projection));
  const city = toCityNetwork(sumo, {
    name: options.name ?? nameOf(networkPath),
    timeZone: options.timeZone,
    isSimulated: options.isSimulated,
    landUse,
  });
  if (!city.ok) throw new CliError("file", `${networkPath}: ${city.message}`);
  return { network: city.city, skippedPolygons: skipped };
}

/** "bologna-west.net.xml.gz" is called "Bologna west" until somebody says better. */
function nameOf(path: string): string {
  const words = basename(path).replace(/\..*$/, "").replace(/[-_]+/g, " ").trim();
  return words === "" ? "City" : words.charAt(0).toUpperCase() + words.slice(1);
}

async function orCliError<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof SumoFileError) throw new CliError("file", `${path}: ${cause.message}`, { cause });
    throw cause;
  }
}
