import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readEdgeData } from "@arterial/sumo/edge-data";
import { readInductionLoopOutput } from "@arterial/sumo/induction-loops";
import { type HourFiles, RECORDING_STARTS_S } from "./simulate-hour.ts";

const EDGE_COLUMNS =
  "segmentId,beginS,endS,sampledSeconds,speedMs,densityVpkm,travelTimeS,entered,left,departed,arrived";
const LOOP_COLUMNS = "deviceId,beginS,endS,count,speedMs,occupancyPercent";

/** Writes SUMO's own measurements of the recorded hour as golden files; times are seconds of the recording. */
export async function writeGolden(files: HourFiles, folder: string): Promise<void> {
  const edges: string[] = [EDGE_COLUMNS];
  for await (const row of readEdgeData(createReadStream(files.edgeData))) {
    const times = [row.beginS - RECORDING_STARTS_S, row.endS - RECORDING_STARTS_S];
    const counts = [row.entered, row.left, row.departed, row.arrived];
    const measures = [row.sampledSeconds, row.speedMs ?? "", row.densityVpkm ?? "", row.travelTimeS ?? ""];
    edges.push([row.edgeId, ...times, ...measures, ...counts].join(","));
  }
  const loops: string[] = [LOOP_COLUMNS];
  for await (const row of readInductionLoopOutput(createReadStream(files.loops))) {
    const beginS = row.beginS - RECORDING_STARTS_S;
    if (beginS < 0 || beginS >= 3600) continue;
    loops.push(
      [
        row.id,
        beginS,
        row.endS - RECORDING_STARTS_S,
        row.count,
        row.speedMs ?? "",
        row.occupancyPercent,
      ].join(","),
    );
  }
  writeFileSync(join(folder, "edge-data-5min.csv.gz"), gzipSync(`${edges.join("\n")}\n`, { level: 9 }));
  writeFileSync(join(folder, "loops-1min.csv.gz"), gzipSync(`${loops.join("\n")}\n`, { level: 9 }));
}
