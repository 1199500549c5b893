import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { findPostgresBinaries } from "../postgres/binaries.ts";
import {
  type ClusterOptions,
  initialiseCluster,
  serverArguments,
  superuserUrl,
} from "../postgres/cluster.ts";
import { clearLeftoverServer } from "../postgres/leftover-server.ts";
import { asServerUser, findServerUser, reach } from "../postgres/server-user.ts";
import { fetchTimescale } from "../postgres/timescale.ts";
import { timescaleSettings } from "../postgres/timescale-settings.ts";
import type { Service, ServicePaths } from "./service.ts";

const DATABASE = "arterial";
const SETTINGS = { max_connections: "200", shared_buffers: "256MB", log_timezone: "UTC", timezone: "UTC" };

function readPassword({ folder }: ServicePaths): string {
  const file = join(folder, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

function addressOf(paths: ServicePaths, port: number, database: string): string {
  return superuserUrl({ port, password: readPassword(paths), database });
}

/** TimescaleDB is fetched with the first start; data that was made without it stays so. */
async function findExtension({ folder, data }: ServicePaths) {
  const extension = join(folder, "timescaledb");
  const isNew = !existsSync(join(data, "PG_VERSION"));
  if (isNew && !existsSync(extension)) await fetchTimescale(extension);
  return existsSync(extension) ? timescaleSettings(extension) : null;
}

async function describeOptions(paths: ServicePaths): Promise<ClusterOptions & { hasTimescale: boolean }> {
  for (const folder of [join(paths.folder, ".."), paths.folder]) chmodSync(folder, 0o755);
  const user = reach(paths.folder, findServerUser());
  const timescale = await findExtension(paths);
  return {
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: paths.data,
    logFile: paths.log,
    superuserPassword: readPassword(paths),
    settings: { ...SETTINGS, ...timescale },
    hasTimescale: timescale !== null,
  };
}

async function canQuery(connectionString: string, sql: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(sql);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes the database, with the extension where there is one, once the server answers. */
async function hasDatabase(paths: ServicePaths, port: number): Promise<boolean> {
  const url = addressOf(paths, port, DATABASE);
  const sql = existsSync(join(paths.folder, "timescaledb"))
    ? "create extension if not exists timescaledb"
    : "select 1";
  if (await canQuery(url, sql)) return true;
  await canQuery(addressOf(paths, port, "postgres"), `create database ${DATABASE}`);
  return canQuery(url, sql);
}

/** PostgreSQL with TimescaleDB where it can be had. */
export const postgres: Service = {
  name: "postgres",
  defaultPort: 15_432,
  stopSignal: "SIGINT",
  prepare: async (paths, port) => {
    const options = await describeOptions(paths);
    await initialiseCluster(options);
    await clearLeftoverServer(paths.data);
    const { command, args, identity } = asServerUser(options.user, options.binaries.postgres, [
      ...serverArguments(options, port),
    ]);
    const extension = options.hasTimescale ? "timescaledb" : "plain";
    return {
      version: `${readFileSync(join(paths.data, "PG_VERSION"), "utf8").trim()} ${extension}`,
      command,
      args,
      identity,
    };
  },
  isReady: hasDatabase,
  settings: (paths, port) => ({ DATABASE_URL: addressOf(paths, port, DATABASE) }),
};
