import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../boot/paths.mjs";
import { StartError } from "../boot/start-error.mjs";
import { aptArguments, findDebianSource, writeAptState } from "../postgres/debian-source.ts";

const SUITE = "bookworm";
const TIMEOUT_MS = 120_000;
const CACHE = join(ROOT, ".cache", "dev-services");

const run = promisify(execFile);

/** A package of Debian 12 for amd64: its programs need glibc 2.36 or newer and what is listed beside it. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/**
 * Unpacks pinned packages into one folder below .cache and returns that folder. They come by the machine's own package
 * sources; signature, version and checksum are checked; nothing is installed and root is not needed.
 */
export async function unpackDebianPackages(
  label: string,
  packages: readonly DebianPackage[],
): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new StartError(`There is no tried build of ${label} for ${process.platform}-${process.arch}.`);
  const folder = join(CACHE, label);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, `${label}.unfinished-`));
  try {
    for (const archive of await findArchives(packages)) await run("dpkg-deb", ["-x", archive, unfinished]);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Environment in which a program of such a folder finds its libraries. */
export function libraryEnvironment(folder: string): Record<string, string> {
  const folders = ["usr/lib", "lib"].map((part) => join(folder, part, "x86_64-linux-gnu"));
  return { LD_LIBRARY_PATH: folders.join(":") };
}

async function findArchives(packages: readonly DebianPackage[]): Promise<string[]> {
  const cached = (wanted: DebianPackage) => join(CACHE, "archives", `${wanted.name}.${wanted.sha256}.deb`);
  const missing = packages.filter((wanted) => !existsSync(cached(wanted)) || !hasSum(cached(wanted), wanted));
  if (missing.length > 0) await download(missing, cached);
  return packages.map(cached);
}

async function download(packages: readonly DebianPackage[], target: (wanted: DebianPackage) => string) {
  const source = findDebianSource();
  if (!source) throw new StartError("This machine has no Debian package source to take packages from.");
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const state = mkdtempSync(join(tmpdir(), "arterial-apt-"));
  try {
    writeAptState(state, source, SUITE);
    const args = aptArguments(state);
    await run("apt-get", [...args, "update"], { signal });
    const names = packages.map(({ name, version }) => `${name}=${version}`);
    await run("apt-get", [...args, "download", ...names], { cwd: state, signal });
    mkdirSync(join(CACHE, "archives"), { recursive: true });
    for (const wanted of packages) {
      const [name] = globSync(`${wanted.name}_*.deb`, { cwd: state });
      if (!name || !hasSum(join(state, name), wanted))
        throw new StartError(`Debian's ${wanted.name} has another checksum than the tried one.`);
      copyFileSync(join(state, name), target(wanted));
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

function hasSum(path: string, { sha256 }: DebianPackage): boolean {
  return createHash("sha256").update(readFileSync(path)).digest("hex") === sha256;
}
