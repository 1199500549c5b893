import { readFileSync } from "node:fs";
import type { CityNetwork, LandUse } from "@arterial/domain/city/network";
import { readNetwork } from "@arterial/sumo/network";
import { toCityNetwork } from "@arterial/sumo/to-city-network";
import type { CityPlan } from "../plan/city-plan.ts";

/** The city as the product sees it: geometry and lengths from the SUMO network, names, bridges and road numbers from the plan. */
export async function readCity(
  networkFile: string,
  plan: CityPlan,
  landUse: readonly LandUse[],
): Promise<CityNetwork> {
  const network = await readNetwork([readFileSync(networkFile)]);
  const result = toCityNetwork(network, {
    name: "Lindhaven",
    timeZone: "Europe/Berlin",
    drivesOn: "right",
    isSimulated: true,
    landUse,
  });
  if (!result.ok) throw new Error(result.message);
  const edges = new Map(plan.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  return {
    ...result.city,
    segments: result.city.segments.map((segment) => {
      const edge = edges.get(segment.id);
      if (!edge) throw new Error(`${segment.id} is not in the plan`);
      const { oppositeId: _guessed, ref: _none, ...rest } = segment;
      return {
        ...rest,
        ...(edge.ref ? { ref: edge.ref } : {}),
        ...(edge.oppositeId ? { oppositeId: edge.oppositeId } : {}),
        roadClass: edge.roadClass,
        speedLimitKmh: edge.speedLimitKmh,
        isBridge: edge.isBridge,
      };
    }),
    junctions: result.city.junctions.map((junction) => ({
      ...junction,
      name: nodes.get(junction.id)?.name ?? "",
    })),
  };
}
