import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../boot/paths.mjs";
import { StartError } from "../../boot/start-error.mjs";

/** The version in pom.xml. */
export const KAFKA_VERSION = "4.4.0";

const CACHE = join(ROOT, ".cache", "dev-services");
const TIMEOUT_MS = 300_000;
const OLDEST_JAVA = 17;

const run = promisify(execFile);

/**
 * The folder below .cache with the broker's jars, fetched once by Maven from where this machine's Maven is told to
 * fetch. Every jar must have the checksum in jars.sha256, and there must be no others.
 * @throws StartError when Java 17 or Maven are missing, or a jar is another one.
 */
export async function fetchKafkaJars(): Promise<string> {
  const folder = join(CACHE, `kafka-${KAFKA_VERSION}`);
  checkJava();
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, `kafka-${KAFKA_VERSION}.unfinished-`));
  try {
    await copyDependencies(unfinished);
    checkSums(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function copyDependencies(target: string): Promise<void> {
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
  const options = ["-B", "-q", "-f", join(import.meta.dirname, "pom.xml"), goal];
  try {
    await run("mvn", [...options, "-DincludeScope=runtime", `-DoutputDirectory=${target}`], {
      timeout: TIMEOUT_MS,
    });
  } catch (cause) {
    throw new StartError(
      `Kafka's jars could not be fetched by Maven (mvn). ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}

function checkSums(folder: string): void {
  const lines = readFileSync(join(import.meta.dirname, "jars.sha256"), "utf8")
    .trim()
    .split("\n");
  const expected = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const found = readdirSync(folder);
  for (const name of new Set([...expected.keys(), ...found])) {
    const sum = found.includes(name) ? sha256(join(folder, name)) : null;
    if (sum !== expected.get(name)) throw new StartError(`${name} is not the jar that Kafka was tried with.`);
  }
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function checkJava(): void {
  let version = 0;
  try {
    version = Number(/ (\d+)/.exec(execFileSync("java", ["--version"], { encoding: "utf8" }))?.[1]);
  } catch (cause) {
    throw new StartError("Kafka needs Java on the PATH (java).", { cause });
  }
  if (version < OLDEST_JAVA)
    throw new StartError(`Kafka needs Java ${OLDEST_JAVA} or newer; this is Java ${version}.`);
}
