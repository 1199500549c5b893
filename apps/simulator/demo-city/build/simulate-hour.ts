import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Device } from "@arterial/domain/device-kind";
import type { Trip } from "../plan/demand.ts";
import { routesXml } from "./demand-files.ts";
import { collidingVehicles, passingLimitXml } from "./incident-files.ts";
import { runSumo } from "./run-sumo.ts";

/** The same hour three times: one to warm up, one that is recorded, one in which those who are still driving arrive. */
const HOURS = 3;
/** Simulation second at which the recording's second 0 lies. */
export const RECORDING_STARTS_S = 3600;

/** What SUMO wrote about the recorded hour. */
export interface HourFiles {
  readonly fcd: string;
  readonly edgeData: string;
  readonly loops: string;
}

/** Runs the microscopic hour and returns the paths of SUMO's outputs in `folder`. */
export function simulateHour(
  trips: readonly Trip[],
  routes: ReadonlyMap<string, string>,
  loops: readonly Device[],
  networkFile: string,
  folder: string,
): HourFiles {
  const files = {
    fcd: join(folder, "hour.fcd.xml"),
    edgeData: join(folder, "hour.edges.xml"),
    loops: join(folder, "hour.loops.xml"),
  };
  const routeFile = join(folder, "hour.rou.xml");
  const additional = join(folder, "hour.add.xml");
  writeFileSync(routeFile, routesXml(trips, routes, HOURS, collidingVehicles()));
  writeFileSync(additional, additionalXml(files, loops));
  runSumo([
    ["--net-file", networkFile],
    ["--route-files", routeFile],
    ["--additional-files", additional],
    ["--fcd-output", files.fcd],
    ["--fcd-output.attributes", "x,y,type,speed,pos,lane"],
    ["--device.fcd.begin", String(RECORDING_STARTS_S - 1)],
    ["--summary-output", join(folder, "hour.summary.xml")],
    ["--seed", "42"],
    ["--time-to-teleport", "900"],
    ["--collision.action", "warn"],
    ["--end", String(HOURS * 3600)],
  ]);
  return files;
}

function additionalXml(files: HourFiles, loops: readonly Device[]): string {
  const rows = loops.map(
    (loop) =>
      `  <inductionLoop id="${loop.id}" lane="${loop.segmentId}_${loop.lane}" pos="${loop.offsetM}" period="60" file="${files.loops}" friendlyPos="true"/>`,
  );
  const end = RECORDING_STARTS_S + 3600;
  const edges = `  <edgeData id="hour" file="${files.edgeData}" freq="300" begin="${RECORDING_STARTS_S}" end="${end}" excludeEmpty="true"/>`;
  return `<additional>\n${edges}\n${passingLimitXml(HOURS)}\n${rows.join("\n")}\n</additional>\n`;
}
