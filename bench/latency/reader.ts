import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SentLoad } from "./match-readings.ts";
import type { ReaderReport } from "./seen-loops.ts";

const LAST_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 500;

/** A reader in a process of its own. */
export interface Reader {
  /** What became of every message of a load; waits a while for what is still under way. */
  report(load: SentLoad): Promise<ReaderReport>;
  stop(): Promise<void>;
}

async function ask(child: ChildProcess, load: SentLoad): Promise<ReaderReport> {
  const answer = once(child, "message");
  child.send(load);
  return (await answer)[0] as ReaderReport;
}

/** Starts one of the readers of this folder and waits until it reads. */
export async function startReader(
  name: "live-reader" | "mqtt-reader",
  env: Record<string, string>,
): Promise<Reader> {
  const child = fork(join(import.meta.dirname, `${name}.ts`), { env: { ...process.env, ...env } });
  const ended = once(child, "exit");
  const failed = ended.then(([code]) => {
    throw new Error(`the reader ended with ${code}`);
  });
  failed.catch(() => {});
  await Promise.race([once(child, "message"), failed]);
  return {
    report: async (load) => {
      const until = performance.now() + LAST_WITHIN_MS;
      for (;;) {
        const report = await Promise.race([ask(child, load), failed]);
        if (report.missing === 0 || performance.now() > until) return report;
        await sleep(LOOK_EVERY_MS);
      }
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
