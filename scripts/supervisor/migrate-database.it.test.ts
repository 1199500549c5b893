import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MigrationError, migrate } from "@arterial/db/migrate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { StartError } from "../boot/start-error.mjs";
import { findPostgresBinaries } from "../postgres/binaries.ts";
import { type Cluster, startCluster } from "../postgres/cluster.ts";
import { findServerUser } from "../postgres/server-user.ts";
import { withRole } from "./child-environment.ts";
import { withClient } from "./database.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { readSecrets } from "./secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "arterial-migrate-"));
let cluster: Cluster;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  const user = findServerUser();
  cluster = await startCluster({
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    superuserPassword: "superuser",
    settings: { fsync: "off" },
  });
});

afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Roles belong to the whole server: every test starts with a database of its own and without the roles.
beforeEach(() =>
  administer(
    "drop database if exists city with (force)",
    "drop role if exists arterial_pipeline, arterial_web, city_owner",
    "create role city_owner login createrole password 'owner'",
    "create database city owner city_owner",
  ),
);

async function administer(...statements: string[]): Promise<void> {
  await withClient(cluster.superuserUrl("postgres"), async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

function ownerUrl(): string {
  return withRole(cluster.superuserUrl("city"), "city_owner", "owner");
}

function installation(name: string) {
  const dataDir = mkdtempSync(join(folder, `${name}-`));
  return { secrets: readSecrets(dataDir), dataDir };
}

function external(name: string) {
  const { secrets, dataDir } = installation(name);
  return { database: { ownerUrl: ownerUrl(), isEmbedded: false }, secrets, dataDir, environment: {} };
}

async function whoIs(role: string, password: string): Promise<unknown> {
  const url = withRole(ownerUrl(), role, password);
  return withClient(url, async (client) => (await client.query("select current_user as name")).rows[0]?.name);
}

describe("migrating an own database", () => {
  it("needs an owner that may create roles, and no superuser", async () => {
    const first = external("first");
    expect((await migrateDatabase(first)).length).toBeGreaterThan(0);
    expect(await whoIs("arterial_pipeline", first.secrets.pipelinePassword)).toBe("arterial_pipeline");
    expect(await whoIs("arterial_web", first.secrets.webPassword)).toBe("arterial_web");
    expect(await migrateDatabase(first)).toEqual([]);
  });

  it("leaves another installation's passwords alone and says which role has one", async () => {
    const first = external("first");
    await migrateDatabase(first);
    const second = migrateDatabase(external("second"));
    await expect(second).rejects.toThrow(StartError);
    await expect(second).rejects.toThrow(/arterial_pipeline.*secrets\.json.*PIPELINE_DATABASE_URL/s);
    expect(await whoIs("arterial_pipeline", first.secrets.pipelinePassword)).toBe("arterial_pipeline");
  });

  it("asks for no password of a role that has an address of its own", async () => {
    const first = external("first");
    await migrateDatabase(first);
    const environment = {
      PIPELINE_DATABASE_URL: withRole(ownerUrl(), "arterial_pipeline", first.secrets.pipelinePassword),
      WEB_DATABASE_URL: withRole(ownerUrl(), "arterial_web", first.secrets.webPassword),
    };
    expect(await migrateDatabase({ ...external("second"), environment })).toEqual([]);
  });

  it("says what an owner lacks that may not create roles", async () => {
    await administer("alter role city_owner nocreaterole");
    const migration = migrateDatabase(external("first"));
    await expect(migration).rejects.toThrow(StartError);
    await expect(migration).rejects.toThrow(/alter role city_owner createrole.*PIPELINE_DATABASE_URL/s);
  });

  it("refuses a role that may do more than it should", async () => {
    await administer("create role arterial_web login createdb replication password 'web'");
    const migration = migrate({ url: ownerUrl() });
    await expect(migration).rejects.toThrow(MigrationError);
    await expect(migration).rejects.toThrow(/alter role arterial_web nocreatedb noreplication/);
  });

  it("says that an owner may not set the password of somebody else's role", async () => {
    await administer("create role arterial_web login password 'web'");
    const migration = migrate({ url: ownerUrl(), rolePasswords: { web: "another" } });
    await expect(migration).rejects.toThrow(MigrationError);
    await expect(migration).rejects.toThrow(/arterial_web.*WEB_DATABASE_URL/s);
  });

  it("says so when the account of the database may not create anything in it", async () => {
    await administer("alter database city owner to postgres");
    await expect(migrate({ url: ownerUrl() })).rejects.toThrow(MigrationError);
  });
});

describe("migrating the embedded database", () => {
  it("gives the roles this installation's passwords", async () => {
    const database = { ownerUrl: cluster.superuserUrl("city"), isEmbedded: true };
    await migrateDatabase({ database, ...installation("first"), environment: {} });
    const second = installation("second");
    await migrateDatabase({ database, ...second, environment: {} });
    expect(await whoIs("arterial_web", second.secrets.webPassword)).toBe("arterial_web");
  });
});
