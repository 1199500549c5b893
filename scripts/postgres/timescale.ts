import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../boot/paths.mjs";
import { aptArguments, findDebianSource, writeAptState } from "./debian-source.ts";
import { lowerGlibc } from "./lower-glibc.ts";

/** The one build of TimescaleDB (Apache edition) that this version of the project was tried with. */
const PACKAGE = {
  name: "postgresql-18-timescaledb",
  version: "2.31.0+dfsg-1",
  sha256: "8f41eaa1345ea9bb25306472cf17bc75532717aad038de86327e9e90e05eab72",
} as const;
/** The suite that carries it. */
const SUITE = "sid";
/** The control file and the one install script, not the scripts that update from older versions. */
const INSTALL_FILE = /^timescaledb(--[\d.]+)?\.(control|sql)$/;
const TIMEOUT_MS = 10_000;
const UNREACHABLE = "the machine's Debian package source does not answer";

const run = promisify(execFile);

/** What came of the search for TimescaleDB. */
export type TimescaleSearch =
  | { readonly version: string; readonly reason: null }
  | { readonly version: null; readonly reason: string };

/**
 * Puts the server files of TimescaleDB for PostgreSQL 18 into `folder`: Debian's package by the machine's own package
 * sources (signature, version and checksum are checked), kept in .cache for the next time. Needs no root. Takes at
 * most ten seconds and never throws: when anything is missing, `reason` says what.
 */
export async function fetchTimescale(folder: string): Promise<TimescaleSearch> {
  try {
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    const archive = await findArchive(deadline);
    await unpack(archive, folder, deadline);
    return { version: PACKAGE.version, reason: null };
  } catch (error) {
    return { version: null, reason: describe(error) };
  }
}

async function findArchive(signal: AbortSignal): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(`no tried build for ${process.platform}-${process.arch}`);
  const cached = join(ROOT, ".cache", "timescaledb", `${PACKAGE.name}_${PACKAGE.version}_amd64.deb`);
  if (existsSync(cached) && hasRightSum(cached)) return cached;
  const source = findDebianSource();
  if (!source) throw new Error("this machine has no Debian package source");
  const state = mkdtempSync(join(tmpdir(), "arterial-apt-"));
  try {
    writeAptState(state, source, SUITE);
    const args = aptArguments(state);
    await run("apt-get", [...args, "-o", "APT::Update::Error-Mode=any", "update"], { signal }).catch(
      (error) => {
        throw error.code === "ENOENT" || signal.aborted ? error : new Error(UNREACHABLE, { cause: error });
      },
    );
    await run("apt-get", [...args, "download", `${PACKAGE.name}=${PACKAGE.version}`], { cwd: state, signal });
    const [name] = globSync("*.deb", { cwd: state });
    if (!name || !hasRightSum(join(state, name)))
      throw new Error("the package has another checksum than the tried one");
    mkdirSync(join(cached, ".."), { recursive: true });
    copyFileSync(join(state, name), cached);
    return cached;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

async function unpack(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const unpacked = mkdtempSync(join(tmpdir(), "arterial-timescaledb-"));
  const unfinished = `${folder}.unfinished`;
  try {
    await run("dpkg-deb", ["-x", archive, unpacked], { signal });
    rmSync(unfinished, { recursive: true, force: true });
    for (const part of ["lib", "share/extension"])
      mkdirSync(join(unfinished, part), { recursive: true, mode: 0o755 });
    for (const path of globSync("usr/lib/postgresql/18/lib/timescaledb*.so", { cwd: unpacked })) {
      const { library } = lowerGlibc(readFileSync(join(unpacked, path)), runningGlibc());
      writeFileSync(join(unfinished, "lib", basename(path)), library);
    }
    const extensionFiles = globSync("usr/share/postgresql/18/extension/timescaledb*", { cwd: unpacked });
    for (const path of extensionFiles.filter((path) => INSTALL_FILE.test(basename(path)))) {
      copyFileSync(join(unpacked, path), join(unfinished, "share/extension", basename(path)));
    }
    for (const path of globSync("**/*", { cwd: unfinished })) chmodSync(join(unfinished, path), 0o755);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function hasRightSum(path: string): boolean {
  return createHash("sha256").update(readFileSync(path)).digest("hex") === PACKAGE.sha256;
}

function runningGlibc(): string {
  const report: unknown = process.report.getReport();
  const { header } = report as { header?: { glibcVersionRuntime?: string } };
  if (!header?.glibcVersionRuntime) throw new Error("this system has no glibc");
  return header.glibcVersionRuntime;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "AbortError") return `not there after ${TIMEOUT_MS / 1000} s`;
  if ("code" in error && error.code === "ENOENT") return "apt-get or dpkg-deb is missing";
  const lines = error.message.trim().split("\n");
  return lines.at(-1) ?? error.name;
}
