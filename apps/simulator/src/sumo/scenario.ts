import { dirname, resolve } from "node:path";
import { readSumoConfig } from "@arterial/sumo/config";
import { type InductionLoop, readInductionLoops } from "@arterial/sumo/induction-loops";
import { readNetwork, type SumoNetwork } from "@arterial/sumo/network";
import { createProjection, type Projection } from "@arterial/sumo/projection";
import { SourceError, UsageError } from "../command.ts";
import { readSumoFile } from "./sumo-file.ts";

/** What is known of a SUMO scenario before it runs. */
export interface Scenario {
  /** Short name, used in device ids. */
  name: string;
  network: SumoNetwork;
  projection: Projection;
  loops: InductionLoop[];
  /** Simulation times, s. */
  beginS: number;
  endS?: number;
}

/**
 * Reads the network and the loops of a scenario from its configuration.
 * @throws UsageError when no network is named; SourceError, FileError when a file is broken or cannot be placed on the map.
 */
export async function readScenario(options: {
  configFile: string;
  netFile?: string | undefined;
  name: string;
}): Promise<Scenario> {
  const config = await readSumoFile(options.configFile, readSumoConfig);
  const folder = dirname(resolve(options.configFile));
  const netFile = options.netFile ?? (config.netFile ? resolve(folder, config.netFile) : undefined);
  if (!netFile) throw new UsageError(`${options.configFile} names no network; give it with --net`);
  const network = await readSumoFile(netFile, readNetwork);
  const projected = createProjection(network.location);
  if (!projected.ok) throw new SourceError("file", `${netFile}: ${projected.message}`);
  const loops: InductionLoop[] = [];
  for (const file of config.additionalFiles) {
    loops.push(...(await readSumoFile(resolve(folder, file), readInductionLoops)));
  }
  return {
    name: options.name,
    network,
    projection: projected.projection,
    loops,
    beginS: config.beginS,
    ...(config.endS === undefined ? {} : { endS: config.endS }),
  };
}
