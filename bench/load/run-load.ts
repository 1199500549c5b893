import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { BENCH_FEED, type LoadKind, spanMs } from "./fleet.ts";

const GENERATOR = join(import.meta.dirname, "publish-load.ts");

/** How devices send. */
export interface Load {
  kind: LoadKind;
  messages: number;
  perMessage: number;
  connections: number;
  /** Messages of one connection that wait for their acknowledgement. */
  window: number;
}

const outcomeSchema = z.object({
  readings: z.number(),
  messages: z.number(),
  acknowledged: z.number(),
  /** Epoch ms. */
  startedAt: z.number(),
  seconds: z.number(),
});
export type LoadOutcome = z.output<typeof outcomeSchema>;

let runs = 0;

/** Sends a load to a broker from a process of its own and says how long it took to the last acknowledgement. */
export async function runLoad(port: number, load: Load): Promise<LoadOutcome> {
  // The last reading is from now; a millisecond more each run keeps all runs' readings apart.
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const startAt = now - spanMs(load.kind, load.messages * load.perMessage) + (runs++ % 1_000);
  const settings = { port, ...BENCH_FEED, ...load, startAt };
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const { stdout } = await promisify(execFile)(process.execPath, [GENERATOR, ...args]);
  return outcomeSchema.parse(JSON.parse(stdout));
}
