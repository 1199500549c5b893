// `npm run test:faults -- --seed N [--short] [--json] [--only TEXT]`: lets every part fail in every way while readings
// come in, and compares what is stored with a ledger of what was acknowledged. Exits 0 when all of it holds.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UNDISTURBED } from "./faults-of-worker.ts";
import { createInput } from "./input/create-input.ts";
import { startDatabaseServer } from "./parts/database-server.ts";
import { createRandom } from "./random.ts";
import { formatReport, judgeSchedule, type Skipped } from "./report.ts";
import { type FaultReport, runFault } from "./run-fault.ts";
import { listFaults } from "./schedule.ts";
import type { Fault } from "./stage.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    short: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    /** Only faults whose name holds one of these texts, with commas between. */
    only: { type: "string" },
    /** Keep logs and ledgers. */
    keep: { type: "boolean", default: false },
  },
});

const FIVE_MINUTES_MS = 300_000;
const HOURS_AGO_MS = 2 * 3_600_000;
const PACE = { short: 120, long: 60 } as const;
const SECONDS = { short: 660, long: 1_560 } as const;

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(name, () => interruption.abort(new Error(`ended by ${name}`)));
}

const say = (line: string) => {
  if (!values.json) console.log(line);
};

const partsOf = ({ parts = [] }: Fault) => parts.join(" and ");

/** What the memory of faults on these parts is compared with: their clients take some of their own. */
function undisturbedOn(fault: Fault): Fault {
  const { parts = [] } = fault;
  return parts.length === 0
    ? UNDISTURBED
    : { ...UNDISTURBED, name: `undisturbed on ${partsOf(fault)}`, parts };
}

/** Faults of the command line that this machine can do, with the undisturbed runs that they are compared with. */
function chooseFaults(folder: string): { chosen: Fault[]; skipped: Skipped[] } {
  const chosen: Fault[] = [UNDISTURBED];
  const skipped: Skipped[] = [];
  const undisturbed = new Set([partsOf(UNDISTURBED)]);
  for (const fault of listFaults(folder)) {
    const { name } = fault;
    if (values.only !== undefined && !values.only.split(",").some((text) => name.includes(text))) continue;
    if (values.short && fault.isLongOnly) continue;
    if (fault.parts && process.env.TEST_PARTS !== "all") {
      skipped.push({ name, reason: `it needs ${partsOf(fault)}: set TEST_PARTS=all`, isWanted: false });
      continue;
    }
    const reason = fault.cannotRun?.() ?? null;
    if (reason !== null) {
      skipped.push({ name, reason, isWanted: true });
      continue;
    }
    if (!undisturbed.has(partsOf(fault))) chosen.push(undisturbedOn(fault));
    undisturbed.add(partsOf(fault));
    chosen.push(fault);
  }
  return { chosen, skipped };
}

async function runAll(faults: readonly Fault[], folder: string, seed: number): Promise<FaultReport[]> {
  const size = values.short ? "short" : "long";
  const random = createRandom(seed);
  const startAt = Math.floor((Date.now() - HOURS_AGO_MS) / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
  const input = createInput({ random, startAt, seconds: SECONDS[size] });
  say(`seed ${seed}, ${size} schedule: ${input.messages.length} messages a run`);
  const server = await startDatabaseServer(join(folder, "server"));
  const reports: FaultReport[] = [];
  const memoryMb = new Map<string, number>();
  try {
    for (const fault of faults) {
      const windows = reports[0]?.windows ?? null;
      const parts = partsOf(fault);
      const report = await runFault({
        fault,
        input,
        random: random.fork(fault.name),
        server,
        folder: join(folder, fault.name.replaceAll(/[^a-z0-9]+/gi, "-")),
        signal: interruption.signal,
        pace: PACE[size],
        isLong: size === "long",
        undisturbed: windows && { windows, peakMemoryMb: memoryMb.get(parts) ?? null },
      });
      memoryMb.set(parts, memoryMb.get(parts) ?? report.peakMemoryMb);
      reports.push(report);
      say(formatReport(report));
    }
  } finally {
    await server.stop();
  }
  return reports;
}

async function main(): Promise<number> {
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not "${values.seed}"`);
  const folder = mkdtempSync(join(tmpdir(), "arterial-faults-"));
  chmodSync(folder, 0o755);
  const { chosen, skipped } = chooseFaults(folder);
  let reports: FaultReport[];
  try {
    reports = await runAll(chosen, folder, seed);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
    else say(`kept in ${folder}`);
  }
  const outcome = judgeSchedule(reports, skipped, { isCi: process.env.CI === "true" });
  if (values.json) {
    const faults = reports.map(({ windows: _windows, ...report }) => report);
    const schedule = values.short ? "short" : "long";
    console.log(JSON.stringify({ seed, schedule, holds: outcome.failed === 0, faults, skipped }));
  }
  for (const line of outcome.lines) say(line);
  return outcome.failed === 0 ? 0 : 1;
}

// Connections that a fault left half open would keep the process.
const code = await main().catch((error: unknown) => {
  if (!interruption.signal.aborted) throw error;
  console.error(String(interruption.signal.reason));
  return 130;
});
process.exit(code);
