import { dirname, resolve } from "node:path";
import { readSumoConfig } from "@arterial/sumo/config";
import { type InductionLoop, readInductionLoops } from "@arterial/sumo/induction-loops";
import { readNetwork, type SumoNetwork } from "@arterial/sumo/network";
import { createProjection, type Projection } from "@arterial/sumo/projection";
import { UsageError } from "../command.ts";
import { openFile } from "../files/open-file.ts";

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
 * @throws UsageError when no network is named or it cannot be placed on the map; SumoFileError when a file is broken.
 */
export async function readScenario(options: {
  configFile: string;
  netFile?: string | undefined;
  name: string;
}): Promise<Scenario> {
  const config = await readSumoConfig(openFile(options.configFile));
  const folder = dirname(resolve(options.configFile));
  const netFile = options.netFile ?? (config.netFile ? resolve(folder, config.netFile) : undefined);
  if (!netFile) throw new UsageError(`${options.configFile} names no network; give it with --net`);
  const network = await readNetwork(openFile(netFile));
  const projected = createProjection(network.location);
  if (!projected.ok) throw new UsageError(projected.message);
  const loops: InductionLoop[] = [];
  for (const file of config.additionalFiles) {
    loops.push(...(await readInductionLoops(openFile(resolve(folder, file)))));
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
