import { setTimeout as wait } from "node:timers/promises";
import { type Backoff, createBackoff } from "./backoff.ts";
import type { Database } from "./database.ts";

/** A database that is started again whenever it ends by itself. */
export interface KeptDatabase {
  /** Stops whichever server runs now, one that is just being started as well. */
  readonly stop: () => Promise<void>;
  /** Resolves when nobody looks after it any more, which is after `signal`. */
  readonly done: Promise<void>;
}

/** How a database is kept running. */
export interface KeepOptions {
  /** Aborted before the database is stopped on purpose. */
  readonly signal: AbortSignal;
  readonly logFile: string;
  readonly tell: (text: string) => void;
  readonly backoff?: Backoff;
}

type KeptServer = Pick<Database, "ended" | "stop"> & { readonly restart: () => Promise<KeptServer> };

/** A server that takes longer to start is left to end with this process, as it does whenever that ends. */
const STARTS_WITHIN_MS = 10_000;

/** Starts a database again when it ends, later each time, and also when a start of it failed. */
export function keepDatabaseRunning(database: KeptServer, options: KeepOptions): KeptDatabase {
  let current = database;
  const backoff = options.backoff ?? createBackoff();
  const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
  options.signal.addEventListener("abort", () => abort(), { once: true });
  const keep = async () => {
    while (!options.signal.aborted) {
      const since = performance.now();
      await Promise.race([current.ended, aborted]);
      const next = await startAgain(current, performance.now() - since, { ...options, backoff });
      if (next === null) return;
      current = next;
      if (options.signal.aborted) await current.stop();
      else options.tell("the database runs again");
    }
  };
  const done = keep().catch((error: unknown) => {
    options.tell(`nobody looks after the database any more: ${reasonOf(error)}`);
  });
  return {
    done,
    stop: async () => {
      await current.stop();
      await Promise.race([done, wait(STARTS_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

async function startAgain(
  ended: KeptServer,
  ranMs: number,
  { signal, logFile, tell, backoff }: KeepOptions & { backoff: Backoff },
): Promise<KeptServer | null> {
  let what = "the database ended by itself";
  for (let healthyMs = ranMs; !signal.aborted; healthyMs = 0) {
    const delayMs = backoff.next(healthyMs);
    tell(`${what}; it starts again in ${delayMs / 1000} s. Log: ${logFile}`);
    await wait(delayMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return null;
    try {
      return await ended.restart();
    } catch (error) {
      what = `the database did not start again: ${reasonOf(error)}`;
    }
  }
  return null;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
