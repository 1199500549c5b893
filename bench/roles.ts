import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startRealParts } from "../faults/parts/real-parts.ts";
import type { LoadKind } from "./load/fleet.ts";
import { type Load, runLoad } from "./load/run-load.ts";
import type { BenchmarkResult } from "./report/benchmark.ts";
import { type BenchDatabase, startBenchDatabase } from "./setup/bench-database.ts";
import { type BenchPipeline, startBenchPipeline } from "./setup/bench-pipeline.ts";
import { cpuSecondsOf } from "./setup/cpu-seconds.ts";
import { createSeries } from "./setup/series.ts";

export const summary = "processor time of a reading in each role of the pipeline, on Kafka and Redis";

const ROLES = ["ingest", "process", "sink"] as const;
type RoleName = (typeof ROLES)[number];
const KINDS: readonly LoadKind[] = ["traffic", "vehicle"];
const ROUNDS = 3;
const PER_ROUND: Omit<Load, "kind"> = { messages: 100_000, perMessage: 1, connections: 20, window: 500 };
/** Of a core, in a second: what a process takes that has nothing to do any more. */
const IDLE_SHARE = 0.1;
const SETTLE_MS = 1_000;

type Workers = Readonly<Record<RoleName, BenchPipeline>>;

/** Each role in a process of its own, sinks and operators before the intake. */
async function startWorkers(url: string, env: Readonly<Record<string, string>>): Promise<Workers> {
  const sink = await startBenchPipeline(url, env, ["--roles", "sink"]);
  const process = await startBenchPipeline(url, env, ["--roles", "process"]);
  const ingest = await startBenchPipeline(url, env, ["--roles", "ingest"]);
  return { sink, process, ingest };
}

function cpuOf(workers: Workers): Record<RoleName, number> {
  const of = (role: RoleName) => cpuSecondsOf(workers[role].pid);
  return { ingest: of("ingest"), process: of("process"), sink: of("sink") };
}

/** Waits until no role has anything to do: the log is read to its end then, by all who read it. */
async function settle(workers: Workers): Promise<Record<RoleName, number>> {
  let before = cpuOf(workers);
  for (;;) {
    await sleep(SETTLE_MS);
    const now = cpuOf(workers);
    const busiest = Math.max(...ROLES.map((role) => now[role] - before[role]));
    if (busiest < (IDLE_SHARE * SETTLE_MS) / 1_000) return now;
    before = now;
  }
}

async function measure(database: BenchDatabase, workers: Workers) {
  const series = createSeries();
  const load = async (kind: LoadKind) => {
    const table = `timeseries.${kind}_observation`;
    await database.pool.query(`truncate ${table}`);
    const before = await settle(workers);
    const { readings, seconds } = await runLoad(workers.ingest.mqttPort, { ...PER_ROUND, kind });
    const after = await settle(workers);
    const { rows } = await database.pool.query<{ stored: number }>(
      `select count(*)::int as stored from ${table}`,
    );
    if (rows[0]?.stored !== readings)
      throw new Error(`${readings} sent and acknowledged, ${rows[0]?.stored} rows`);
    return { readings, seconds, spent: (role: RoleName) => after[role] - before[role] };
  };
  for (const kind of KINDS) await load(kind);
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of KINDS) {
      const { readings, seconds, spent } = await load(kind);
      for (const role of ROLES) series.add(`${role}, ${kind}`, (spent(role) / readings) * 1e6);
      series.add(`acknowledged, ${kind}`, readings / seconds);
    }
  }
  return series;
}

/** What a reading costs each role when every role is a process of its own: how many readings one core of it carries. */
export async function run(): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), "arterial-bench-parts-"));
  const database = await startBenchDatabase();
  const parts = await startRealParts(folder, ["kafka", "redis"]);
  const workers = await startWorkers(database.pipelineUrl, parts.env);
  try {
    const series = await measure(database, workers);
    const carried = (role: RoleName, kind: LoadKind) => 1e6 / series.median(`${role}, ${kind}`);
    const perCore = Object.fromEntries(
      ROLES.map((role) => [
        role,
        Object.fromEntries(KINDS.map((kind) => [kind, Math.round(carried(role, kind))])),
      ]),
    );
    return {
      name: "roles",
      ours: {
        value: carried("process", "vehicle"),
        unit: "vehicle positions/s a core of processing carries",
      },
      limit: { value: series.median("acknowledged, vehicle"), unit: "readings/s, all roles on this machine" },
      peers: [],
      ratios: { processToIngest: series.median("process, vehicle") / series.median("ingest, vehicle") },
      readingsPerSecondAndCore: perCore,
      notes: [
        `${database.description}; one reading a message at QoS 1, acknowledged by Kafka (acks=all); sent = acknowledged = rows in every round`,
        `processor time of each process, garbage collection included, µs a reading: medians of ${ROUNDS} rounds`,
        `${cpus().length} cores shared by all of it, load average ${loadavg()[0]?.toFixed(1)}`,
      ],
      runs: series.all(),
    };
  } finally {
    await Promise.all(ROLES.map((role) => workers[role].stop()));
    await parts.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
