import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** One SQL file that was or will be applied once. */
export interface MigrationFile {
  name: string;
  /** Hex sha256 of the file, as Prisma records it. */
  checksum: string;
  sql: string;
}

const PRISMA_FOLDER = fileURLToPath(new URL("../../../prisma/", import.meta.url));

/** Relational migrations, oldest first: prisma/migrations/<name>/migration.sql. */
export async function readRelationalMigrations(
  folder = `${PRISMA_FOLDER}migrations`,
): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(name, `${folder}/${name}/migration.sql`)));
}

/** Time-series migrations, oldest first: prisma/timescale/NNNN_name.sql. */
export async function readSeriesMigrations(folder = `${PRISMA_FOLDER}timescale`): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  return Promise.all(
    names.sort().map((name) => readMigration(name.slice(0, -".sql".length), `${folder}/${name}`)),
  );
}

async function readMigration(name: string, path: string): Promise<MigrationFile> {
  const bytes = await readFile(path);
  return { name, checksum: createHash("sha256").update(bytes).digest("hex"), sql: bytes.toString("utf8") };
}
