import { randomUUID } from "node:crypto";
import pg from "pg";
import { applyRolesAndGrants, currentUser, type RolePasswords } from "./grants.ts";
import { isLackOfRights, MigrationError } from "./migration-error.ts";
import { type MigrationFile, readRelationalMigrations, readSeriesMigrations } from "./migration-file.ts";
import { parseSeriesDirectives, seriesStatements } from "./series-directive.ts";
import { probeTier, readTier, type Tier } from "./tier.ts";

/** The key that `prisma migrate` locks too, so that the two never run at once. */
const MIGRATION_LOCK = 72707369;
const LOCK_TIMEOUT_MS = 60_000;
const MIN_SERVER_VERSION = 15;
const LOCK_NOT_AVAILABLE = "55P03";

export { MigrationError };

export interface MigrateOptions {
  /** Owner of the database. */
  url: string;
  /** Passwords of the processes' roles; a role without one is neither created nor changed. */
  rolePasswords?: RolePasswords;
  /** A role that exists keeps its password: it may be that of another installation. */
  keepsRolePasswords?: boolean;
}

export interface MigrateResult {
  /** Names of the files that were applied now, in order. */
  applied: string[];
  tier: Tier;
}

/**
 * Brings a database to this version: relational migrations (recorded as `prisma migrate deploy` does), time series,
 * roles and rights, partitions. Safe to repeat and to run twice at once. Throws MigrationError.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const client = await connect(options.url);
  try {
    await requireServerVersion(client);
    await lock(client);
    const relational = await applyRelational(client, await readRelationalMigrations());
    const { tier, applied } = await applySeries(client, await readSeriesMigrations());
    await applyRolesAndGrants(client, options);
    await createPartitions(client);
    return { applied: [...relational, ...applied], tier };
  } catch (error) {
    throw isLackOfRights(error) ? explainLackOfRights(error) : error;
  } finally {
    await client.end();
  }
}

function explainLackOfRights(error: unknown): MigrationError {
  const reason = error instanceof Error ? error.message : String(error);
  return new MigrationError(
    `The account of DATABASE_URL lacks a right: ${reason}. It must own the database and what Arterial made in it.`,
    { cause: error },
  );
}

async function createPartitions(client: pg.ClientBase): Promise<void> {
  try {
    await createMissingPartitions(client);
  } catch (error) {
    if (isLackOfRights(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The partitions of the next time cannot be made: ${reason}`, { cause: error });
  }
}

/**
 * Makes the partitions that readings of the next time need, under the lock of `timeseries.maintain_series`. That
 * function also drops what is older than its retention, which only the pipeline's settings know.
 */
async function createMissingPartitions(client: pg.ClientBase): Promise<void> {
  await client.query(`begin;
    set local timezone to 'UTC';
    select pg_advisory_xact_lock(hashtext('timeseries.maintain_series'));
    select count(timeseries.create_partition(series.name, moment))
      from timeseries.series as series
     cross join generate_series(
             now() - least(series.keep, interval '32 days'),
             now() + 3 * series.chunk - interval '1 microsecond',
             series.chunk) as moment
     where series.tier = 'native';
    commit`);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "arterial-migrate",
    connectionTimeoutMillis: 15_000,
  });
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The database does not answer at DATABASE_URL: ${reason}`, { cause: error });
  }
  return client;
}

async function requireServerVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ major: number }>(
    "select current_setting('server_version_num')::int / 10000 as major",
  );
  const major = rows[0]?.major ?? 0;
  if (major >= MIN_SERVER_VERSION) return;
  throw new MigrationError(`PostgreSQL ${major} is too old: Arterial needs ${MIN_SERVER_VERSION} or later.`);
}

async function lock(client: pg.ClientBase): Promise<void> {
  await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new MigrationError(
      "Another migration of this database is still running; try again when it is done.",
      {
        cause: error,
      },
    );
  }
}

async function applyRelational(client: pg.ClientBase, files: MigrationFile[]): Promise<string[]> {
  await client.query(`create table if not exists public._prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0)`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from public._prisma_migrations
      where finished_at is not null and rolled_back_at is null`,
  );
  return applyPending(client, files, rows, (file) => ({
    sql: file.sql,
    record: [
      `insert into public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), file.checksum, file.name],
    ],
  }));
}

async function applySeries(
  client: pg.ClientBase,
  files: MigrationFile[],
): Promise<{ tier: Tier; applied: string[] }> {
  await client.query(`create schema if not exists timeseries;
    create table if not exists timeseries.migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from timeseries.migration",
  );
  const tier = (await hasSeries(client)) ? await readTier(client) : await probeNewTier(client);
  const applied = await applyPending(client, files, rows, (file) => ({
    sql: [file.sql, ...parseSeriesDirectives(file.sql).map((series) => seriesStatements(series, tier))].join(
      "\n",
    ),
    record: ["insert into timeseries.migration (name, checksum) values ($1, $2)", [file.name, file.checksum]],
  }));
  return { tier, applied };
}

async function probeNewTier(client: pg.ClientBase): Promise<Tier> {
  try {
    return await probeTier(client);
  } catch (error) {
    if (!isLackOfRights(error)) throw error;
    const owner = await currentUser(client);
    throw new MigrationError(
      "The owner of the database may not find out whether the server runs TimescaleDB, or not use it. As an " +
        `administrator of the server: grant pg_read_all_settings to ${owner}, and in this database: ` +
        "create extension if not exists timescaledb. Afterwards the grant can be taken back.",
      { cause: error },
    );
  }
}

/** Whether the tier is decided: the registry of series comes with a file before those that declare some. */
async function hasSeries(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ registry: string | null }>(
    "select to_regclass('timeseries.series')::text as registry",
  );
  if (rows[0]?.registry == null) return false;
  const { rowCount } = await client.query("select from timeseries.series limit 1");
  return rowCount !== 0;
}

interface Application {
  sql: string;
  record: [text: string, values: string[]];
}

async function applyPending(
  client: pg.ClientBase,
  files: readonly MigrationFile[],
  recorded: readonly { name: string; checksum: string }[],
  prepare: (file: MigrationFile) => Application,
): Promise<string[]> {
  const checksums = new Map(recorded.map((row) => [row.name, row.checksum]));
  requireSameHistory(files, checksums);
  const pending = files.filter((file) => !checksums.has(file.name));
  for (const file of pending) await applyOne(client, file, prepare(file));
  return pending.map((file) => file.name);
}

function requireSameHistory(files: readonly MigrationFile[], checksums: ReadonlyMap<string, string>): void {
  const names = new Set(files.map((file) => file.name));
  const unknown = [...checksums.keys()].find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new MigrationError(
      `The database was migrated by a newer version of Arterial (it has "${unknown}"): start that version, or another database.`,
    );
  }
  const changed = files.find(
    (file) => checksums.has(file.name) && checksums.get(file.name) !== file.checksum,
  );
  if (changed === undefined) return;
  throw new MigrationError(
    `The migration "${changed.name}" was changed after it had been applied: restore the file and add a new migration instead.`,
  );
}

async function applyOne(client: pg.ClientBase, file: MigrationFile, application: Application): Promise<void> {
  try {
    await client.query("begin");
    await client.query(application.sql);
    await client.query(...application.record);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The migration "${file.name}" failed and was undone: ${reason}`, {
      cause: error,
    });
  }
}
