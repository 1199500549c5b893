import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../boot/paths.mjs";
import { StartError } from "../boot/start-error.mjs";

const CACHE = join(ROOT, ".cache", "dev-services");
const TIMEOUT_MS = 300_000;
const OLDEST_JAVA = 17;

const run = promisify(execFile);

/** Jars that belong together: the folder has their pom.xml and their checksums in jars.sha256. */
export interface MavenJars {
  /** Name and version, for the folder in the cache and for messages. */
  label: string;
  folder: string;
}

/**
 * The folder below .cache with the jars, fetched once by Maven from where this machine's Maven is told to fetch. Every
 * jar must have the checksum in jars.sha256, and there must be no others.
 * @throws StartError when Java 17 or Maven are missing, or a jar is another one.
 */
export async function fetchMavenJars(jars: MavenJars): Promise<string> {
  const folder = join(CACHE, jars.label);
  checkJava(jars);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, `${jars.label}.unfinished-`));
  try {
    await copyDependencies(jars, unfinished);
    checkSums(jars, unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function copyDependencies({ label, folder }: MavenJars, target: string): Promise<void> {
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
  const options = ["-B", "-q", "-f", join(folder, "pom.xml"), goal];
  try {
    await run("mvn", [...options, "-DincludeScope=runtime", `-DoutputDirectory=${target}`], {
      timeout: TIMEOUT_MS,
    });
  } catch (cause) {
    throw new StartError(
      `The jars of ${label} could not be fetched by Maven (mvn). ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}

function checkSums({ label, folder }: MavenJars, target: string): void {
  const lines = readFileSync(join(folder, "jars.sha256"), "utf8").trim().split("\n");
  const expected = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const found = readdirSync(target);
  for (const name of new Set([...expected.keys(), ...found])) {
    const sum = found.includes(name) ? sha256(join(target, name)) : null;
    if (sum !== expected.get(name))
      throw new StartError(`${name} is not the jar that ${label} was tried with.`);
  }
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function checkJava({ label }: MavenJars): void {
  let version = 0;
  try {
    version = Number(/ (\d+)/.exec(execFileSync("java", ["--version"], { encoding: "utf8" }))?.[1]);
  } catch (cause) {
    throw new StartError(`${label} needs Java on the PATH (java).`, { cause });
  }
  if (version < OLDEST_JAVA)
    throw new StartError(`${label} needs Java ${OLDEST_JAVA} or newer; this is Java ${version}.`);
}
