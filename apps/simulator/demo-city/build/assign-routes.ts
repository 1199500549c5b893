import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readXml } from "@arterial/sumo/xml-stream";
import type { Trip } from "../plan/demand.ts";
import { tripsXml } from "./demand-files.ts";
import { runSumo } from "./run-sumo.ts";

/**
 * Routes for the trips: everyone drives for two hours with up-to-date travel times (SUMO's rerouting device); the routes
 * of the second hour are kept, so that later runs need no rerouting and repeat exactly.
 */
export async function assignRoutes(
  trips: readonly Trip[],
  networkFile: string,
  folder: string,
): Promise<Map<string, string>> {
  const tripFile = join(folder, "assignment.trips.xml");
  const routeFile = join(folder, "assignment.vehroutes.xml");
  writeFileSync(tripFile, tripsXml(trips, 2));
  runSumo([
    ["--net-file", networkFile],
    ["--route-files", tripFile],
    ["--device.rerouting.probability", "1"],
    ["--device.rerouting.period", "120"],
    ["--device.rerouting.adaptation-interval", "20"],
    ["--device.rerouting.adaptation-steps", "15"],
    ["--vehroute-output", routeFile],
    ["--vehroute-output.last-route", "true"],
    ["--vehroute-output.write-unfinished", "true"],
    ["--seed", "7"],
    ["--end", "9000"],
  ]);
  return readRoutes(routeFile);
}

async function readRoutes(file: string): Promise<Map<string, string>> {
  const routes = new Map<string, string>();
  let id = "";
  await readXml(createReadStream(file), {
    open(name, attributes) {
      if (name === "vehicle") id = attributes.id ?? "";
      if (name === "route" && id.startsWith("1.")) routes.set(id.slice(2), attributes.edges ?? "");
    },
  });
  return routes;
}
