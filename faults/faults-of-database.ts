import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startDatabaseServer } from "./parts/database-server.ts";
import type { Fault, Stage } from "./stage.ts";
import { comesTrue } from "./until.ts";

const WORKER_NAME = "arterial-pipeline";
const MOMENT_WITHIN_MS = 20_000;
/** A batch that writes no new rows waits as well: then another one is caught. */
const CAUGHT_WITHIN_MS = 1_000;

/** True when the sink has written rows of readings, not committed them, and waits for the table of latest readings. */
const CAUGHT = `
  select from pg_stat_activity worker
    join pg_locks wanted on wanted.pid = worker.pid and not wanted.granted
    join pg_locks held on held.pid = worker.pid and held.granted and held.mode = 'RowExclusiveLock'
    join pg_class written on written.oid = held.relation
   where worker.application_name = $1 and worker.datname = current_database() and worker.backend_xid is not null
     and wanted.relation = 'timeseries.latest_observation'::regclass
     and written.relname like '%_observation' and written.relname <> 'latest_observation'`;

/**
 * Runs `strike` while the sink is in the midst of a batch: its rows are written, and what it writes last is withheld from
 * it, so that it cannot have committed.
 */
async function midBatch({ pool }: Stage, strike: () => Promise<void>): Promise<void> {
  const isCaught = async () => (await pool.query(CAUGHT, [WORKER_NAME])).rowCount !== 0;
  const endsAt = performance.now() + MOMENT_WITHIN_MS;
  const holder = await pool.connect();
  try {
    while (performance.now() < endsAt) {
      await holder.query("begin");
      await holder.query("lock table timeseries.latest_observation in share mode");
      if (await comesTrue(isCaught, CAUGHT_WITHIN_MS)) return await strike();
      await holder.query("rollback");
      await wait(5);
    }
  } finally {
    holder.release(true);
  }
  throw new Error("the sink was never caught in the midst of a batch");
}

const stoppedMidBatch: Fault = {
  name: "PostgreSQL stopped immediate mid batch",
  inflict: async (stage) => {
    for (const share of stage.isLong ? [0.2, 0.5, 0.8] : [0.4]) {
      await stage.sending.reached(share);
      await midBatch(stage, () => stage.server.stopImmediately());
      await wait(stage.random.between(100, 1_000));
      await stage.server.startAgain();
      await stage.expectNothingLost();
    }
  },
};

const downForLong: Fault = {
  name: "PostgreSQL down, the worker gives up",
  endsWorker: true,
  env: { DATABASE_WAIT_S: "2" },
  inflict: async (stage) => {
    await stage.sending.reached(0.4);
    await stage.server.stopImmediately();
    await wait(stage.isLong ? 600_000 : 6_000);
    await stage.server.startAgain();
    await stage.expectNothingLost();
  },
};

const terminated: Fault = {
  name: "backends terminated again and again",
  inflict: async ({ sending, pool, random, isLong }) => {
    await sending.reached(0.1);
    for (let times = isLong ? 60 : 15; times > 0; times--) {
      await pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
        WORKER_NAME,
      ]);
      await wait(random.between(20, 300));
    }
  },
};

/** Writes until nothing fits any more, as a neighbour on the same disk would. */
function fillDisk(path: string): void {
  const file = openSync(path, "w");
  try {
    const block = Buffer.alloc(64 * 1024, 1);
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ENOSPC") throw error;
  } finally {
    closeSync(file);
  }
}

function mountTmpfs(folder: string, size: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0755`, "tmpfs", folder], { stdio: "pipe" });
}

/** Why no file system of a given size can be made here; null when it can. */
function whyNoSmallDisk(folder: string): string | null {
  const probe = join(folder, "mount-probe");
  try {
    mountTmpfs(probe, "1m");
    execFileSync("umount", [probe]);
    return null;
  } catch (error) {
    return `a small disk needs the right to mount: ${error instanceof Error ? error.message.trim() : error}`;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

function diskFull(folder: string): Fault {
  const disk = join(folder, "small-disk");
  const filler = join(disk, "filler");
  return {
    name: "disk full",
    cannotRun: () => whyNoSmallDisk(folder),
    ownServer: async () => {
      mountTmpfs(disk, "400m");
      const server = await startDatabaseServer(join(disk, "server"), {
        max_wal_size: "64MB",
        min_wal_size: "32MB",
        wal_recycle: "off",
      });
      return {
        server,
        dispose: async () => {
          await server.stop();
          execFileSync("umount", [disk]);
        },
      };
    },
    inflict: async (stage) => {
      await stage.sending.reached(0.3);
      fillDisk(filler);
      await wait(stage.isLong ? 30_000 : 3_000);
      rmSync(filler);
      // A server that could not write its log has ended; whoever watches it starts it again.
      if (!existsSync(join(stage.server.folder, "data", "postmaster.pid"))) await stage.server.startAgain();
      await stage.expectNothingLost();
    },
  };
}

const slowSink: Fault = {
  name: "slow sink",
  inflict: async ({ sending, databaseLink, isLong }) => {
    await sending.reached(0.05);
    databaseLink.setFault({ latencyMs: 50 });
    await sending.reached(isLong ? 0.9 : 0.25);
    databaseLink.setFault({});
  },
};

const halfOpen: Fault = {
  name: "half-open connections to PostgreSQL",
  env: { DATABASE_ANSWER_S: "2" },
  inflict: async ({ sending, databaseLink }) => {
    for (const share of [0.3, 0.6]) {
      await sending.reached(share);
      databaseLink.halfOpen();
    }
  },
};

/** PostgreSQL ended, full, slow, silent. */
export function databaseFaults(folder: string): Fault[] {
  return [stoppedMidBatch, downForLong, terminated, diskFull(folder), slowSink, halfOpen];
}
