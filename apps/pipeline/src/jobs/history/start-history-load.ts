import { Worker } from "node:worker_threads";
import { readBackfills } from "@arterial/db/timeseries/backfill";
import type { Started } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "../../pipeline-context.ts";
import type { HistoryCity } from "./history-city.ts";
import type { HistoryMessage, HistoryWorkerData } from "./history-worker.ts";
import { HISTORY_BACKFILL } from "./load-history.ts";

export interface HistoryLoadDeps
  extends Pick<PipelineContext, "env" | "clock" | "logger" | "pool" | "city" | "devices" | "backfill"> {
  onProfiles: () => void;
}

/**
 * Loads the recorded history of HISTORY_FILE in a thread of its own, unless that was done before or there is no city. It
 * is not needed for anything live: when it fails, that is logged, and the next start goes on where it stopped.
 */
export async function startHistoryLoad(deps: HistoryLoadDeps): Promise<Started<void>> {
  const { env, logger, pool, backfill, clock } = deps;
  const city = historyCity(deps);
  const idle = { value: undefined, stop: () => undefined };
  if (env.HISTORY_FILE === undefined || city === undefined) return idle;
  const known = (await readBackfills(pool)).find(({ name }) => name === HISTORY_BACKFILL);
  if (known && known.finishedAt !== null) return idle;
  const workerData: HistoryWorkerData = {
    databaseUrl: env.PIPELINE_DATABASE_URL,
    historyFile: env.HISTORY_FILE,
    city,
    nowMs: clock.now(),
  };
  const worker = new Worker(new URL("./history-worker.ts", import.meta.url), { workerData });
  worker.on("message", (message: HistoryMessage) => {
    if (message.type === "profiles") deps.onProfiles();
    if (message.type === "progress") {
      backfill.progress = { doneRows: message.doneRows, totalRows: message.totalRows };
    }
    if (message.type === "done") {
      backfill.progress = null;
      logger.info({ isLoaded: message.isLoaded }, "history loaded");
    }
  });
  worker.on("error", (error) => {
    backfill.progress = null;
    logger.error({ err: error }, "history not loaded");
  });
  return {
    value: undefined,
    stop: async () => {
      await worker.terminate();
    },
  };
}

function historyCity({ city, devices }: HistoryLoadDeps): HistoryCity | undefined {
  const network = city.current();
  if (!network) return undefined;
  const loops = devices.devices().filter((device) => device.kind === "traffic");
  return {
    timeZone: network.timeZone,
    segments: new Map(
      network.segments.map(({ id, lengthM, speedLimitKmh }) => [id, { lengthM, speedLimitKmh }]),
    ),
    loopLanes: new Map(loops.map((loop) => [loop.id, loop.lane])),
  };
}
