import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { replaceCityNetwork } from "../../packages/db/src/city/write-city.ts";
import { upsertDevices } from "../../packages/db/src/city/write-devices.ts";
import { PIPELINE_ROLE } from "../../packages/db/src/grants.ts";
import { maintainPartitions } from "../../packages/db/src/maintain-partitions.ts";
import { migrate } from "../../packages/db/src/migrate.ts";
import { createPool, type Pool } from "../../packages/db/src/pool.ts";
import { findPostgresBinaries } from "../../scripts/postgres/binaries.ts";
import { startCluster } from "../../scripts/postgres/cluster.ts";
import { findServerUser } from "../../scripts/postgres/server-user.ts";
import { fetchTimescale } from "../../scripts/postgres/timescale.ts";
import { timescaleSettings } from "../../scripts/postgres/timescale-settings.ts";
import { benchCity } from "../load/bench-city.ts";
import { benchDevices } from "../load/fleet.ts";

const PASSWORD = "bench";

/** The database that `npm start` would run on, with the fleet registered: flushed to disk, nothing left out. */
export interface BenchDatabase {
  pool: Pool;
  /** For the processes of the product. */
  pipelineUrl: string;
  /** For peers: a database of their own on the same server. */
  peerUrl: string;
  /** PostgreSQL's version and what partitions the tables. */
  description: string;
  stop(): Promise<void>;
}

async function startServer(folder: string) {
  const user = findServerUser();
  const timescale = await fetchTimescale(join(folder, "timescaledb"));
  return startCluster({
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    superuserPassword: PASSWORD,
    settings: {
      max_connections: "80",
      shared_buffers: "256MB",
      max_wal_size: "4GB",
      timezone: "UTC",
      ...(timescale.version === null ? {} : timescaleSettings(join(folder, "timescaledb"))),
    },
  });
}

async function createDatabases(adminUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query("create database arterial");
    await admin.query("create database peer");
    const { rows } = await admin.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return rows[0]?.version.split(" ")[0] ?? "";
  } finally {
    await admin.end();
  }
}

/** Starts a server in a temporary folder, which `stop` removes. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "arterial-bench-"));
  chmodSync(folder, 0o755);
  const cluster = await startServer(folder);
  const version = await createDatabases(cluster.superuserUrl("postgres"));
  const ownerUrl = cluster.superuserUrl("arterial");
  const { tier } = await migrate({ url: ownerUrl, rolePasswords: { pipeline: PASSWORD, web: PASSWORD } });
  const pool = createPool({ url: ownerUrl, applicationName: "arterial-bench", max: 4 });
  await replaceCityNetwork(pool, benchCity());
  await upsertDevices(pool, benchDevices());
  await maintainPartitions(pool, { nowMs: Date.now() });
  const pipelineUrl = new URL(ownerUrl);
  pipelineUrl.username = PIPELINE_ROLE;
  return {
    pool,
    pipelineUrl: pipelineUrl.href,
    peerUrl: cluster.superuserUrl("peer"),
    description: `PostgreSQL ${version}, ${tier === "native" ? "plain partitions" : `TimescaleDB (${tier})`}`,
    stop: async () => {
      await pool.end();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
