import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "../../scripts/boot/paths.mjs";
import { commandOf } from "../../scripts/boot/run-state.mjs";
import { findFreePort } from "../../scripts/postgres/free-port.ts";

const READY = /Arterial is ready/;
const POLL_MS = 100;

/** Where a product is started: ports and data folder of its own. */
export interface ProductPlace {
  readonly port: number;
  readonly mqttPort: number;
  readonly metricsPort: number;
  readonly dataDir: string;
}

/** One process of a product, as the start noted it. */
export interface ProductProcess {
  readonly name: string;
  readonly pid: number;
}

/** A running product, started as a person would start it. */
export interface Product {
  readonly place: ProductPlace;
  /** Address of the console. */
  readonly origin: string;
  /** Everything that the start has printed so far. */
  readonly output: () => string;
  /** Path of the one-time link for the first administrator; null when the start offered none. */
  readonly signInPath: string | null;
  /** Its processes of this moment, the supervisor among them. */
  readonly processes: () => ProductProcess[];
  /** Signals the start and waits for its end; the answer is its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Takes free ports and an empty data folder below the system's temporary folder. */
export async function preparePlace(): Promise<ProductPlace> {
  const [port, mqttPort, metricsPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  return { port, mqttPort, metricsPort, dataDir: mkdtempSync(join(tmpdir(), "arterial-e2e-")) };
}

/** Deletes the data folder of a product that has ended. */
export function clearPlace({ dataDir }: ProductPlace): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Environment that puts a start, or a command of the CLI, at a place. */
export function placeEnvironment(place: ProductPlace): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: String(place.port),
    MQTT_PORT: String(place.mqttPort),
    METRICS_PORT: String(place.metricsPort),
    DATA_DIR: place.dataDir,
  };
}

/** Starts `npm start` at a place. `ended` resolves with its exit code. */
export function spawnStart(
  place: ProductPlace,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [join(ROOT, "scripts/start.mjs"), ...args], {
    cwd: ROOT,
    env: { ...placeEnvironment(place), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)));
  return { child, output: () => output, ended };
}

/** Starts a product and waits until it says that it is ready and its health answers. Throws with what it printed. */
export async function startProduct(place: ProductPlace, args: readonly string[] = []): Promise<Product> {
  const { child, output, ended } = spawnStart(place, args);
  await Promise.race([
    waitUntil(() => READY.test(output())),
    ended.then((code) => {
      throw new Error(`the start ended with ${code}:\n${output()}`);
    }),
  ]);
  const origin = `http://localhost:${place.port}`;
  const health = await fetch(`${origin}/api/health`);
  if (health.status !== 200) throw new Error(`health answers ${health.status}: ${await health.text()}`);
  return {
    place,
    origin,
    output,
    signInPath: /\/sign-in\/token\/\S+/.exec(output())?.[0] ?? null,
    processes: () => readProcesses(place),
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Waits until a condition holds; the test's own time limit ends it. */
export async function waitUntil(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await wait(POLL_MS);
}

/** Whether a process is there. */
export function isRunning(pid: number): boolean {
  return commandOf(pid) !== "";
}

function readProcesses({ dataDir }: ProductPlace): ProductProcess[] {
  const { supervisor, children } = JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8")) as {
    supervisor: number;
    children: ProductProcess[];
  };
  const [postmaster = ""] = readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n");
  return [
    { name: "supervisor", pid: supervisor },
    { name: "database", pid: Number(postmaster) },
    ...children,
  ];
}
