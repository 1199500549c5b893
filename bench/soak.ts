import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { BENCH_FEED } from "./load/fleet.ts";
import { type Pace, type PacedLine, runPaced } from "./load/run-paced.ts";
import { startAedes } from "./peers/aedes.ts";
import type { BenchmarkResult } from "./report/benchmark.ts";
import { judgeFlatness } from "./report/flatness.ts";
import { type BenchDatabase, startBenchDatabase } from "./setup/bench-database.ts";
import { startBenchPipeline } from "./setup/bench-pipeline.ts";

export const summary = "memory, open files and p99 at a steady rate, an hour unless --seconds says otherwise";

const HOUR_S = 3_600;
const LIMIT_S = 30;
const MIB = 1024 * 1024;

interface Sample extends PacedLine {
  hours: number;
  residentMib: number;
  openFiles: number;
}

/** Memory and open files of a process, as Linux tells them. */
function lookAt(pid: number): Pick<Sample, "residentMib" | "openFiles"> {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const residentKib = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { residentMib: (residentKib * 1024) / MIB, openFiles: readdirSync(`/proc/${pid}/fd`).length };
}

async function measureLimit(pace: Pace): Promise<number> {
  const broker = await startAedes();
  const p99s: number[] = [];
  try {
    await runPaced(
      { ...BENCH_FEED, ...pace, port: broker.port },
      ({ p99Ms, isLast }) => isLast || p99s.push(p99Ms),
    );
  } finally {
    await broker.stop();
  }
  return middle(p99s);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function measureOurs(database: BenchDatabase, pace: Omit<Pace, "port">): Promise<Sample[]> {
  const pipeline = await startBenchPipeline(database.pipelineUrl);
  const samples: Sample[] = [];
  const startedAt = performance.now();
  try {
    const { sent, acknowledged } = await runPaced(
      { ...BENCH_FEED, ...pace, port: pipeline.mqttPort },
      (line) => {
        const hours = (performance.now() - startedAt) / 3_600_000;
        if (!line.isLast) samples.push({ ...line, hours, ...lookAt(pipeline.pid) });
      },
    );
    const { rows } = await database.pool.query<{ stored: number }>(
      "select count(*)::int as stored from timeseries.traffic_observation",
    );
    const stored = rows[0]?.stored;
    if (sent !== acknowledged || sent !== stored)
      throw new Error(`${sent} sent, ${acknowledged} acknowledged, ${stored} rows`);
    return samples;
  } finally {
    await pipeline.stop();
  }
}

function report(samples: readonly Sample[], limitMs: number, pace: Omit<Pace, "port">): BenchmarkResult {
  const { slopes, bars, note } = judgeFlatness(samples, ({ hours }) => hours, {
    residentMibPerHour: ({ residentMib }) => residentMib,
    openFilesPerHour: ({ openFiles }) => openFiles,
    p99MsPerHour: ({ p99Ms }) => p99Ms,
  });
  const p99Ms = middle(samples.map((sample) => sample.p99Ms));
  return {
    name: "soak",
    ours: { value: p99Ms, unit: "ms p99, due to acknowledged after the commit" },
    limit: { value: limitMs, unit: "ms p99" },
    peers: [],
    ratios: { p99ToLimit: p99Ms / limitMs },
    slopes,
    bars,
    notes: [
      `${pace.perSecond} messages/s for ${pace.seconds} s, sent = acknowledged = rows; the standard is an hour`,
      note,
      "limit: aedes alone, acknowledging at once and storing nothing, at the same rate before",
    ],
    samples,
  };
}

/** Sends at a steady rate and looks whether anything grows. */
export async function run(args: readonly string[]): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: String(HOUR_S) },
      "per-second": { type: "string", default: "3000" },
    },
  });
  const pace = { perSecond: Number(values["per-second"]), seconds: Number(values.seconds), intervalS: 10 };
  const limitMs = await measureLimit({ ...pace, port: 0, seconds: LIMIT_S });
  const database = await startBenchDatabase();
  try {
    return report(await measureOurs(database, pace), limitMs, pace);
  } finally {
    await database.stop();
  }
}
