import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PIPELINE_ROLE } from "@arterial/db/grants";
import { asRole, createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { readFaultThresholds } from "../apps/pipeline/src/fusion/sensor-health/read-thresholds.ts";
import { freePort } from "../apps/pipeline/src/testing/pipeline-process.ts";
import { checkDeadLetters, type LettersVerdict } from "./checks/check-dead-letters.ts";
import { countMismarked } from "./checks/check-lateness.ts";
import { checkLive, type LiveAddress, startLiveReader } from "./checks/check-live.ts";
import { checkReadings, type ReadingsVerdict } from "./checks/check-readings.ts";
import {
  checkRecomputed,
  checkUndisturbed,
  readStoredWindows,
  type WindowsVerdict,
} from "./checks/check-windows.ts";
import { judgeLoops } from "./checks/judge-loops.ts";
import { recomputeWindows } from "./checks/recompute-windows.ts";
import { readStoredReadings } from "./checks/stored-readings.ts";
import { createClosing } from "./input/create-input.ts";
import { FEED, GATEWAY, writeFaultCity } from "./input/fault-city.ts";
import type { Input, Message } from "./input/message.ts";
import { openLedger, readLedger } from "./ledger/ledger.ts";
import { startSending } from "./ledger/send-input.ts";
import type { DatabaseServer } from "./parts/database-server.ts";
import { type RealParts, startRealParts } from "./parts/real-parts.ts";
import { startWorker, type Worker } from "./parts/worker.ts";
import { startTcpProxy } from "./proxy/tcp-proxy.ts";
import type { Random } from "./random.ts";
import type { Fault, Stage } from "./stage.ts";

/** What a run needs besides the fault. */
export interface RunOptions {
  fault: Fault;
  input: Input;
  random: Random;
  server: DatabaseServer;
  folder: string;
  pace: number;
  isLong: boolean;
  /** Ends the run early; everything that it started is stopped all the same. */
  signal: AbortSignal;
  /** Of the undisturbed run of the same input; null for that run itself. */
  undisturbed: Undisturbed | null;
}

/** What an undisturbed run of the input made. */
export interface Undisturbed {
  windows: readonly SegmentMetric[];
  /** On the same parts; null while that run is this one. */
  peakMemoryMb: number | null;
}

/** What one run has shown. */
export interface FaultReport {
  name: string;
  seconds: number;
  sent: number;
  acknowledged: number;
  readings: ReadingsVerdict;
  /** Stored readings whose mark of lateness is wrong. */
  mismarked: number;
  letters: LettersVerdict;
  recomputed: WindowsVerdict;
  likeUndisturbed: WindowsVerdict | null;
  starts: number;
  peakMemoryMb: number;
  /** Sentences about what does not hold; empty when all holds. */
  problems: string[];
  windows: readonly SegmentMetric[];
}

const DELIVERED_WITHIN_MS = { short: 180_000, long: 900_000 } as const;
const SETTLED_WITHIN_MS = 30_000;
const POLL_MS = 250;

/** The input is of two hours ago and faster than life: what is judged by the clock is left out, the rest found sooner. */
const THRESHOLDS = fileURLToPath(new URL("./input/sensor-thresholds.json", import.meta.url));
/** How much more memory a fault may take than the undisturbed run. */
const MEMORY_FACTOR = 1.5;
const MEMORY_ALLOWANCE_MB = 150;

async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  const stop = new AbortController();
  const late = wait(ms, false, { signal: stop.signal }).catch(() => false);
  const isDone = await Promise.race([work.then(() => true), late]);
  stop.abort();
  return isDone;
}

interface Running {
  database: TestDatabase;
  worker: Worker;
  messages: readonly Message[];
  ledgerFile: string;
  problems: string[];
  parts: RealParts;
  workerEnv: Readonly<Record<string, string>>;
  /** Processes that the fault has started beside the worker. */
  members: Worker[];
}

/** How a fault starts processes beside the worker. */
function memberStarter({ members, workerEnv }: Running, folder: string): Stage["startMember"] {
  return async ({ name, roles, env = {} }) => {
    const member = await startWorker({
      name,
      env: { ...workerEnv, ...env },
      args: ["--roles", roles],
      logFile: join(folder, `${name.replaceAll(" ", "-")}.log`),
    });
    members.push(member);
    return member;
  };
}

/** Sends the input with the fault in its midst, then the last word that closes all windows. */
async function play(
  options: RunOptions,
  running: Running,
  server: DatabaseServer,
  links: Links,
): Promise<void> {
  const { fault, input, random, pace, isLong, folder } = options;
  const { database, worker, parts, messages, problems } = running;
  const withinMs = DELIVERED_WITHIN_MS[isLong ? "long" : "short"];
  const ledger = openLedger(running.ledgerFile);
  const port = links.brokerLink.port;
  const sending = startSending({ port, messages: input.messages, ledger, pace });
  const expectNothingLost = async () => {
    const acknowledged = ledger.acknowledgedNow();
    const sent = new Set(messages.keys());
    const stored = await readStoredReadings(database.pool);
    const { lost } = checkReadings(messages, { sent, acknowledged }, stored);
    if (lost > 0) problems.push(`${lost} acknowledged readings were not stored when the fault struck`);
  };
  const startMember = memberStarter(running, folder);
  const own = { random, server, pool: database.pool, sending, isLong, startMember, expectNothingLost };
  // Damage that was not done proves nothing: the fault has failed, and the others go on.
  const damage = fault.inflict({ ...own, worker, parts, ...links }).catch((error: unknown) => {
    problems.push(`the damage was not done: ${error instanceof Error ? error.message : error}`);
  });
  const isDelivered = await within(Promise.all([sending.done, damage]), withinMs);
  const { acknowledged } = ledger.counts();
  if (!isDelivered) problems.push(`stuck: ${acknowledged} of ${input.messages.length} messages acknowledged`);
  await sending.stop();
  if (isDelivered) {
    const closing = startSending({
      port,
      messages: messages.slice(input.messages.length),
      firstNumber: input.messages.length,
      ledger,
      pace,
    });
    if (!(await within(closing.done, withinMs))) problems.push("stuck at the last message");
    await closing.stop();
  }
  ledger.close();
}

interface Links {
  databaseLink: Awaited<ReturnType<typeof startTcpProxy>>;
  brokerLink: Awaited<ReturnType<typeof startTcpProxy>>;
  brokerPort: number;
}

async function openLinks(server: DatabaseServer, parts: RealParts, random: Random): Promise<Links> {
  const brokerPort = parts.port("mosquitto") ?? (await freePort());
  const chance = random.next;
  const databaseLink = await startTcpProxy({ targetPort: server.port, chance });
  const brokerLink = await startTcpProxy({ targetPort: brokerPort, chance });
  return { databaseLink, brokerLink, brokerPort };
}

function throughLink(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

function workerEnvOf({ fault }: RunOptions, database: TestDatabase, links: Links): Record<string, string> {
  return {
    PIPELINE_DATABASE_URL: throughLink(asRole(database.url, PIPELINE_ROLE), links.databaseLink.port),
    MQTT_PORT: String(links.brokerPort),
    METRICS_PORT: "0",
    SIMULATOR_MQTT_USERNAME: FEED.username,
    SIMULATOR_MQTT_PASSWORD: FEED.password,
    INTERNAL_MQTT_USERNAME: GATEWAY.username,
    INTERNAL_MQTT_PASSWORD: GATEWAY.password,
    VEHICLE_RETENTION_H: "12",
    SENSOR_THRESHOLDS_FILE: THRESHOLDS,
    KAFKA_SESSION_TIMEOUT_S: "2",
    ...fault.env,
  };
}

/**
 * Waits until what was acknowledged is stored (a log that is kept may be ahead of its sink) and the windows are as the
 * stored readings say, and tells how everything is in the end.
 */
async function settle(options: RunOptions, { database, messages, ledgerFile }: Running) {
  const { fault, input, undisturbed } = options;
  const thresholds = await readFaultThresholds(THRESHOLDS);
  const untilMs = input.startAt + (input.seconds + 600) * 1_000;
  const ledger = readLedger(ledgerFile);
  const endsAt = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const stored = await readStoredReadings(database.pool);
    const readings = checkReadings(messages, ledger, stored);
    const isTrusted = await judgeLoops(database.pool, thresholds);
    const expected = recomputeWindows(stored, isTrusted).filter(({ startAt }) => startAt < untilMs);
    const windows = await readStoredWindows(database.pool, untilMs);
    const recomputed = checkRecomputed(windows, expected);
    const likeUndisturbed = undisturbed && checkUndisturbed(windows, undisturbed.windows);
    const isSettled = [recomputed, likeUndisturbed].every((verdict) => (verdict?.example ?? null) === null);
    const isDone = (isSettled || fault.mayComeLate) && readings.lost === 0;
    if (isDone || performance.now() > endsAt) {
      const mismarked = countMismarked(messages, stored);
      return { ledger, readings, mismarked, windows, recomputed, likeUndisturbed };
    }
    await wait(POLL_MS);
  }
}

/** What of the windows and of the marks of lateness does not hold. */
function judgeTimes({ mismarked, recomputed, likeUndisturbed }: FaultReport): string[] {
  const problems = mismarked > 0 ? [`${mismarked} readings are wrongly marked as late or as in time`] : [];
  for (const [verdict, of] of [
    [recomputed, "the stored readings"],
    [likeUndisturbed, "the undisturbed run"],
  ] as const) {
    if (!verdict?.example) continue;
    const { missing, invented, different, example } = verdict;
    problems.push(
      `windows differ from ${of}: ${missing} missing, ${invented} invented, ${different} different (${example})`,
    );
  }
  return problems;
}

function judge(report: FaultReport, { fault, undisturbed }: RunOptions): string[] {
  const { readings, letters } = report;
  const counted: [number, string][] = [
    [readings.lost, "acknowledged readings are not stored"],
    [readings.repeated, "readings are stored more than once"],
    [readings.invented, "readings are stored that nobody sent"],
    [letters.missing, "poisoned messages have no dead letter"],
    [letters.repeated, "dead letters are there more than once"],
    [letters.unexpected, "dead letters are of nothing that was poisoned"],
  ];
  const problems = counted.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  if (!fault.mayComeLate) problems.push(...judgeTimes(report));
  const likeMb = undisturbed?.peakMemoryMb ?? null;
  const limitMb = likeMb === null ? Number.POSITIVE_INFINITY : likeMb * MEMORY_FACTOR + MEMORY_ALLOWANCE_MB;
  if (report.peakMemoryMb > limitMb) {
    problems.push(`memory rose to ${Math.round(report.peakMemoryMb)} MiB of at most ${Math.round(limitMb)}`);
  }
  if (fault.endsWorker && report.starts < 2) problems.push("the fault did not end the worker");
  return problems;
}

/** What the work makes; throws as soon as the signal is aborted. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Plays the input and checks what came of it, with a reader of what is live beside it where that must hold. */
async function playAndCheck(
  options: RunOptions,
  running: Running,
  { server, links }: { server: DatabaseServer; links: Links },
) {
  const { database, parts, problems } = running;
  const address: LiveAddress = { redisUrl: parts.env.REDIS_URL, brokerPort: links.brokerPort };
  const readers: Awaited<ReturnType<typeof startLiveReader>>[] = [];
  try {
    if (options.fault.showsLive) readers.push(await startLiveReader(address, "reader"));
    await play(options, running, server, links);
    const settled = await settle(options, running);
    if (options.fault.showsLive) {
      readers.push(await startLiveReader(address, "late reader"));
      const names = ["who has read it all along", "who comes new"];
      const byName = new Map(readers.map(({ value }, n) => [names[n] ?? "", value]));
      problems.push(...(await checkLive(database.pool, byName)));
    }
    return settled;
  } finally {
    for (const reader of readers) await reader.stop();
  }
}

/** Plays the input once with a fault in its midst, on a fresh database, and checks what came of it. */
export async function runFault(options: RunOptions): Promise<FaultReport> {
  const { fault, input, folder, random } = options;
  const startedAt = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const own = await fault.ownServer?.(folder);
  const server = own?.server ?? options.server;
  const database = await createTestDatabase(server.url);
  await writeFaultCity(database.pool);
  const parts = await startRealParts(join(folder, "parts"), fault.parts ?? []);
  const links = await openLinks(server, parts, random);
  const workerEnv = { ...workerEnvOf(options, database, links), ...parts.env };
  const worker = await startWorker({ name: "worker", logFile: join(folder, "worker.log"), env: workerEnv });
  const messages = [...input.messages, createClosing(input)];
  const ledgerFile = join(folder, "ledger.txt");
  const members: Worker[] = [];
  const running: Running = {
    database,
    worker,
    messages,
    ledgerFile,
    problems: [],
    parts,
    workerEnv,
    members,
  };
  try {
    const { ledger, ...verdicts } = await unlessAborted(
      options.signal,
      playAndCheck(options, running, { server, links }),
    );
    const report: FaultReport = {
      name: fault.name,
      seconds: 0,
      sent: ledger.sent.size,
      acknowledged: ledger.acknowledged.size,
      letters: await checkDeadLetters(database.pool, messages, ledger),
      ...verdicts,
      starts: worker.starts(),
      peakMemoryMb: Math.max(...[worker, ...members].map((one) => one.peakMemoryMb())),
      problems: running.problems,
    };
    report.problems.push(...judge(report, options));
    return { ...report, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    for (const one of [...members, worker]) await one.stop();
    await parts.stop();
    await links.brokerLink.close();
    await links.databaseLink.close();
    await database.drop();
    await own?.dispose();
  }
}
