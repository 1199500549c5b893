import { readFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { brotliDecompressSync } from "node:zlib";
import { createPool } from "@arterial/db/pool";
import { decodeHistory } from "@arterial/domain/recording/history-recording";
import type { HistoryCity } from "./history-city.ts";
import { loadHistory } from "./load-history.ts";

/** What the worker is started with. */
export interface HistoryWorkerData {
  databaseUrl: string;
  historyFile: string;
  city: HistoryCity;
  nowMs: number;
}

/** What the worker tells. */
export type HistoryMessage =
  | { type: "profiles" }
  | { type: "progress"; doneRows: number; totalRows: number }
  | { type: "done"; isLoaded: boolean };

const LOW_PRIORITY = 10;
const REST_FACTOR = 1;

function tell(message: HistoryMessage): void {
  parentPort?.postMessage(message);
}

/** The one place that trusts `workerData`: it comes from start-history-load.ts in this process. */
const { databaseUrl, historyFile, city, nowMs } = workerData as HistoryWorkerData;

// On Linux this is the priority of this thread alone; elsewhere of the process, where it may be refused.
if (process.platform === "linux") setPriority(0, LOW_PRIORITY);
const pool = createPool({ url: databaseUrl, applicationName: "arterial-history", max: 1 });
const isLoaded = await loadHistory({
  pool,
  history: decodeHistory(brotliDecompressSync(await readFile(historyFile))),
  city,
  nowMs,
  restFactor: REST_FACTOR,
  onProfiles: () => tell({ type: "profiles" }),
  onProgress: (progress) => tell({ type: "progress", ...progress }),
});
await pool.end();
tell({ type: "done", isLoaded });
