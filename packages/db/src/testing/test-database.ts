import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { migrate } from "../migrate.ts";
import { readRelationalMigrations, readSeriesMigrations } from "../migration-file.ts";
import { createPool, type Pool } from "../pool.ts";

export interface TestDatabase {
  /** Owner's connection string. */
  url: string;
  pool: Pool;
  /** Closes the pool and removes the database. */
  drop: () => Promise<void>;
}

const TEMPLATE_LOCK = 4_120_771;

/**
 * A fresh, migrated database of its own on the server at `serverUrl` (default: TEST_DATABASE_URL), for one suite.
 * The migrations run once per server; every database after that is a copy.
 */
export async function createTestDatabase(serverUrl = process.env.TEST_DATABASE_URL): Promise<TestDatabase> {
  if (serverUrl === undefined || serverUrl === "") {
    throw new Error(
      "TEST_DATABASE_URL is not set: `npm test` starts a PostgreSQL for the tests and sets it.",
    );
  }
  const name = `arterial_test_${randomUUID().replaceAll("-", "")}`;
  const url = withDatabase(serverUrl, name);
  await withAdmin(serverUrl, async (admin) => {
    const template = await ensureTemplate(admin, serverUrl);
    await admin.query(`create database ${name} template ${template}`);
  });
  const pool = createPool({ url, applicationName: "arterial-test", max: 6 });
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await withAdmin(serverUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function ensureTemplate(admin: pg.Client, serverUrl: string): Promise<string> {
  const files = [...(await readRelationalMigrations()), ...(await readSeriesMigrations())];
  const digest = createHash("sha256").update(files.map((file) => file.checksum).join("\n"));
  const template = `arterial_template_${digest.digest("hex").slice(0, 16)}`;
  await admin.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [template]);
    if (rowCount === 0) await createTemplate(admin, serverUrl, template);
  } finally {
    await admin.query("select pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  }
  return template;
}

async function createTemplate(admin: pg.Client, serverUrl: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft}`);
  await migrate({
    url: withDatabase(serverUrl, draft),
    rolePasswords: { pipeline: TEST_ROLE_PASSWORD, web: TEST_ROLE_PASSWORD },
  });
  await admin.query(`alter database ${draft} rename to ${template}`);
}

/** Password of both process roles on a test server. */
export const TEST_ROLE_PASSWORD = "test-role";

/** The same database as another role: what a process of the product would be given. */
export function asRole(url: string, role: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = TEST_ROLE_PASSWORD;
  return changed.href;
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withAdmin<T>(serverUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: serverUrl, application_name: "arterial-test-admin" });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
