import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { print } from "../boot/progress.mjs";
import type { StartSettings } from "../boot/settings.mjs";
import { StartError } from "../boot/start-error.mjs";
import { findPostgresBinaries } from "../postgres/binaries.ts";
import { type Cluster, type ClusterOptions, startCluster } from "../postgres/cluster.ts";
import { findServerUser, reach } from "../postgres/server-user.ts";
import { fetchTimescale } from "../postgres/timescale.ts";
import { timescaleSettings } from "../postgres/timescale-settings.ts";
import type { Secrets } from "./secrets.ts";

/** The database of a running product. */
export interface Database {
  /** Owner: migrations and administration only. */
  readonly ownerUrl: string;
  /** Whether the server is this installation's own; others may use an external one. */
  readonly isEmbedded: boolean;
  /** What runs there, for the progress line. */
  readonly description: string;
  /** Settles when an embedded server ends by itself or was stopped; never for an external one. */
  readonly ended: Promise<void>;
  /** Starts an embedded server that ended again, at the same address. */
  readonly restart: () => Promise<Database>;
  readonly stop: () => Promise<void>;
}

const DATABASE = "arterial";
const ENGINE_FILE = "engine.json";

const engineSchema = z.object({
  /** Version of the extension that the data was made with, null for plain partitions. */
  timescale: z.string().nullable(),
  /** Why there is no TimescaleDB. */
  reason: z.string().nullable(),
});
type Engine = z.output<typeof engineSchema>;

/** Starts the embedded PostgreSQL of a data folder, or describes the one at DATABASE_URL. */
export async function startDatabase(
  settings: StartSettings,
  secrets: Secrets,
  note: (detail: string) => void,
): Promise<Database> {
  if (settings.databaseUrl !== null) return describeExternal(settings.databaseUrl);
  chmodSync(settings.dataDir, 0o755);
  const user = reach(settings.dataDir, findServerUser());
  const options: ClusterOptions = {
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(settings.dataDir, "postgres"),
    logFile: join(settings.dataDir, "logs", "postgres.log"),
    superuserPassword: secrets.superuserPassword,
    settings: { max_connections: "80", shared_buffers: "256MB", log_timezone: "UTC", timezone: "UTC" },
    onRecovering: (waitedMs) =>
      print(`  · PostgreSQL brings its data in order since ${Math.round(waitedMs / 1000)} s`),
  };
  const engine = readEngine(settings.dataDir);
  return engine === null
    ? startFirst(options, settings, note)
    : startEmbedded(options, engine, settings.dataDir);
}

/**
 * Whether a data folder runs with TimescaleDB is decided at its first start: series made for one tier stay what they
 * are. The extension's files live in the data folder, beside the data that needs them.
 */
async function startFirst(
  options: ClusterOptions,
  settings: StartSettings,
  note: (detail: string) => void,
): Promise<Database> {
  note("looking for TimescaleDB");
  const found = settings.wantsTimescale
    ? await fetchTimescale(join(settings.dataDir, "timescaledb"))
    : { version: null, reason: "EMBEDDED_TIMESCALE=off" };
  const engine: Engine = { timescale: found.version, reason: found.reason };
  const database = await startEmbedded(options, engine, settings.dataDir).catch((error: unknown) => {
    if (engine.timescale === null) throw error;
    engine.timescale = null;
    engine.reason = "it did not load here; logs/postgres.log has the reason";
    return startEmbedded(options, engine, settings.dataDir);
  });
  writeFileSync(join(settings.dataDir, ENGINE_FILE), `${JSON.stringify(engine)}\n`);
  return database;
}

function readEngine(dataDir: string): Engine | null {
  const path = join(dataDir, ENGINE_FILE);
  return existsSync(path) ? engineSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}

async function startEmbedded(options: ClusterOptions, engine: Engine, dataDir: string): Promise<Database> {
  const settings = engine.timescale === null ? {} : timescaleSettings(join(dataDir, "timescaledb"));
  const cluster = await startCluster({ ...options, settings: { ...options.settings, ...settings } });
  const ownerUrl = cluster.superuserUrl(DATABASE);
  try {
    await createDatabase(cluster, engine.timescale !== null);
    return {
      ownerUrl,
      isEmbedded: true,
      description: await describeServer(ownerUrl, engine.reason),
      ended: cluster.ended,
      restart: () => startEmbedded({ ...options, port: cluster.port }, engine, dataDir),
      stop: cluster.stop,
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function createDatabase(cluster: Cluster, withTimescale: boolean): Promise<void> {
  await withClient(cluster.superuserUrl("postgres"), async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  if (!withTimescale) return;
  await withClient(cluster.superuserUrl(DATABASE), (client) =>
    client.query("create extension if not exists timescaledb"),
  );
}

async function describeServer(url: string, whyPlain: string | null): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ server: string; timescale: string | null }>(
      `select current_setting('server_version') as server,
              (select extversion from pg_extension where extname = 'timescaledb') as timescale`,
    );
    const { server = "", timescale = null } = rows[0] ?? {};
    const kind = timescale === null ? "plain partitions" : `TimescaleDB ${timescale}`;
    const reason = timescale === null && whyPlain !== null ? ` (no TimescaleDB: ${whyPlain})` : "";
    return `PostgreSQL ${server.split(" ")[0]}, ${kind}${reason}`;
  });
}

async function describeExternal(url: string): Promise<Database> {
  const database: Database = {
    ownerUrl: url,
    isEmbedded: false,
    description: `${await describeServer(url, null).catch(refuseExternal)} at DATABASE_URL`,
    ended: new Promise(() => {}),
    restart: () => Promise.resolve(database),
    stop: () => Promise.resolve(),
  };
  return database;
}

function refuseExternal(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new StartError(
    `The database at DATABASE_URL cannot be used: ${reason}. ` +
      "Correct the address and see that its server runs, or unset DATABASE_URL to start with the embedded one.",
    { cause: error },
  );
}

/** Runs `work` on one connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "arterial-start",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
