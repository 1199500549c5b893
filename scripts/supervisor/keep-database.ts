import { setTimeout as wait } from "node:timers/promises";
import { type Backoff, createBackoff } from "./backoff.ts";
import type { Database } from "./database.ts";

/** A database that is started again whenever it ends by itself. */
export interface KeptDatabase {
  /** Stops whichever server runs now. */
  readonly stop: () => Promise<void>;
  /** Settles when nobody looks after it any more, which is after `signal`. */
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

/** Starts a database again when it ends, later each time, and also when a start of it failed. */
export function keepDatabaseRunning(database: KeptServer, options: KeepOptions): KeptDatabase {
  let current = database;
  const backoff = options.backoff ?? createBackoff();
  const keep = async () => {
    while (!options.signal.aborted) {
      const since = performance.now();
      await current.ended;
      const next = await startAgain(current, performance.now() - since, { ...options, backoff });
      if (next === null) return;
      current = next;
      if (options.signal.aborted) await current.stop();
      else options.tell("the database runs again");
    }
  };
  return { stop: () => current.stop(), done: keep() };
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
      what = `the database did not start again: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return null;
}
