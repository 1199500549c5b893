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
import { formatReport } from "./report.ts";
import { type FaultReport, runFault, type Undisturbed } from "./run-fault.ts";
import { listFaults } from "./schedule.ts";

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

async function main(): Promise<number> {
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not "${values.seed}"`);
  const size = values.short ? "short" : "long";
  const say = (line: string) => {
    if (!values.json) console.log(line);
  };
  const folder = mkdtempSync(join(tmpdir(), "arterial-faults-"));
  chmodSync(folder, 0o755);
  const random = createRandom(seed);
  const startAt = Math.floor((Date.now() - HOURS_AGO_MS) / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
  const input = createInput({ random, startAt, seconds: SECONDS[size] });
  say(`seed ${seed}, ${size} schedule: ${input.messages.length} messages a run`);
  const server = await startDatabaseServer(join(folder, "server"));
  const reports: FaultReport[] = [];
  const skipped: { name: string; reason: string }[] = [];
  let windows: Undisturbed["windows"] | null = null;
  /** Memory of the first run on the same parts, which is an undisturbed one. */
  const memoryMb = new Map<string, number>();
  try {
    const wanted = listFaults(folder).filter(
      ({ name }) => values.only === undefined || values.only.split(",").some((text) => name.includes(text)),
    );
    for (const fault of [UNDISTURBED, ...wanted]) {
      const reason = fault.cannotRun?.() ?? null;
      if (reason !== null) {
        skipped.push({ name: fault.name, reason });
        say(`SKIPPED ${fault.name}: ${reason}`);
        continue;
      }
      const runFolder = join(folder, fault.name.replaceAll(/[^a-z0-9]+/gi, "-"));
      const isLong = size === "long";
      const partsOf = (fault.parts ?? []).join();
      const undisturbed: Undisturbed | null = windows && {
        windows,
        peakMemoryMb: memoryMb.get(partsOf) ?? Number.POSITIVE_INFINITY,
      };
      const forked = random.fork(fault.name);
      const options = {
        fault,
        input,
        random: forked,
        server,
        folder: runFolder,
        signal: interruption.signal,
        pace: PACE[size],
        isLong,
        undisturbed,
      };
      const report = await runFault(options);
      windows ??= report.windows;
      memoryMb.set(partsOf, memoryMb.get(partsOf) ?? report.peakMemoryMb);
      reports.push(report);
      say(formatReport(report));
    }
  } finally {
    await server.stop();
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
    else say(`kept in ${folder}`);
  }
  const failed = reports.filter(({ problems }) => problems.length > 0);
  if (values.json) {
    const shown = reports.map(({ windows: _windows, ...report }) => report);
    console.log(JSON.stringify({ seed, schedule: size, holds: failed.length === 0, faults: shown, skipped }));
  }
  say(`${reports.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

// Connections that a fault left half open would keep the process.
const code = await main().catch((error: unknown) => {
  if (!interruption.signal.aborted) throw error;
  console.error(String(interruption.signal.reason));
  return 130;
});
process.exit(code);
