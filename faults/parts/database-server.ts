import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findPostgresBinaries } from "../../scripts/postgres/binaries.ts";
import { type Cluster, type ClusterOptions, startCluster } from "../../scripts/postgres/cluster.ts";
import { hasEnded } from "../../scripts/postgres/leftover-server.ts";
import { findServerUser } from "../../scripts/postgres/server-user.ts";

/** A PostgreSQL that can be ended as badly as one likes and comes back at the same address. */
export interface DatabaseServer {
  readonly port: number;
  readonly folder: string;
  /** Superuser's address of the database `postgres`. */
  readonly url: string;
  /** SIGQUIT to the postmaster, as `pg_ctl stop -m immediate`: no checkpoint, connections just end. */
  stopImmediately(): Promise<void>;
  /** Starts it again; it recovers from its log. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

const ENDED_WITHIN_MS = 20_000;

/** Starts a server below `folder`. What it acknowledges is in its log before, as in production. */
export async function startDatabaseServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<DatabaseServer> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const user = findServerUser();
  const options: ClusterOptions = {
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    superuserPassword: "faults",
    settings: { max_connections: "100", ...settings },
  };
  let cluster: Cluster = await startCluster(options);
  const { port } = cluster;
  return {
    port,
    folder,
    url: cluster.superuserUrl("postgres"),
    stopImmediately: async () => {
      const [pid] = readFileSync(join(options.dataFolder, "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(pid), "SIGQUIT");
      await hasEnded(Number(pid), ENDED_WITHIN_MS);
      await cluster.ended;
    },
    startAgain: async () => {
      cluster = await startCluster({ ...options, port });
    },
    stop: () => cluster.stop(),
  };
}
