import { join } from "node:path";
import { StartError } from "../boot/start-error.mjs";
import { ROLES, withRole } from "./child-environment.ts";
import { type Database, withClient } from "./database.ts";
import type { Secrets } from "./secrets.ts";

/** What a database is migrated with. */
export interface DatabaseMigration {
  readonly database: Pick<Database, "ownerUrl" | "isEmbedded">;
  readonly secrets: Secrets;
  readonly dataDir: string;
  /** The caller's own settings: a role that has its address there is neither made nor changed. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const INVALID_PASSWORD = "28P01";
const MAY_NOT_CONNECT = "28000";

/**
 * Migrates the database and sees to it that the processes' roles can connect. On an external database, where other
 * installations may use the same roles, only a new role is given a password. Gives the names of the files that were
 * applied; throws StartError.
 */
export async function migrateDatabase(migration: DatabaseMigration): Promise<string[]> {
  const { database, secrets, environment } = migration;
  const { migrate, MigrationError } = await import("@arterial/db/migrate");
  const rolePasswords = {
    ...(environment.PIPELINE_DATABASE_URL ? {} : { pipeline: secrets.pipelinePassword }),
    ...(environment.WEB_DATABASE_URL ? {} : { web: secrets.webPassword }),
  };
  const { applied } = await migrate({
    url: database.ownerUrl,
    rolePasswords,
    keepsRolePasswords: !database.isEmbedded,
  }).catch((error: unknown) => {
    throw error instanceof MigrationError ? new StartError(error.message, { cause: error }) : error;
  });
  if (!database.isEmbedded) await requireOwnPasswords(migration, rolePasswords);
  return applied;
}

async function requireOwnPasswords(
  { database, dataDir }: DatabaseMigration,
  passwords: Partial<Record<keyof typeof ROLES, string>>,
): Promise<void> {
  for (const name of ["pipeline", "web"] as const) {
    const password = passwords[name];
    if (password === undefined) continue;
    const url = withRole(database.ownerUrl, ROLES[name], password);
    await withClient(url, (client) => client.query("select 1")).catch((error: unknown) =>
      refuseRole(ROLES[name], dataDir, error),
    );
  }
}

function refuseRole(role: string, dataDir: string, error: unknown): never {
  const code = (error as { code?: unknown }).code;
  const reason = error instanceof Error ? error.message : String(error);
  if (code !== INVALID_PASSWORD && code !== MAY_NOT_CONNECT) {
    throw new StartError(`The role ${role} cannot connect to the database at DATABASE_URL: ${reason}.`, {
      cause: error,
    });
  }
  throw new StartError(
    `The role ${role} of the database at DATABASE_URL does not take this installation's password (${reason}): ` +
      "another installation has made it. To use the database together, put pipelinePassword and webPassword of the " +
      `other one's secrets.json into ${join(dataDir, "secrets.json")}, or set PIPELINE_DATABASE_URL and ` +
      "WEB_DATABASE_URL to the database's address with each role and its password.",
    { cause: error },
  );
}
