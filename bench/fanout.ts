import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../apps/pipeline/src/testing/pipeline-process.ts";
import { createSystemContext } from "../packages/api/src/context.ts";
import { createServices } from "../packages/api/src/services.ts";
import { createToken } from "../packages/api/src/token/create-token.ts";
import { createTestDatabase } from "../packages/db/src/testing/test-database.ts";
import { createLogger } from "../packages/runtime/src/logger.ts";
import { startTestServer } from "../scripts/testing/test-server.ts";
import type { Bar, BenchmarkResult } from "./report/benchmark.ts";

export const summary = "entity updates a second and core that the live gateway delivers to 1,000 viewports";

const CLIENTS = 1_000;
const VEHICLES = 4_000;
/** A viewport is a square of so many detail tiles a side. */
const VIEW_TILES = 3;
const CLIENT_PROCESSES = 2;
const WARM_UP_MS = 5_000;
const MEASURE_MS = 15_000;
const BACK_WITHIN_MS = 30_000;
const UNIT = "entity updates/s and core";

interface ClientReport {
  vehicles: number;
  segments: number;
  bytes: number;
  vehicleBytes: number;
  messages: number;
  gaps: number;
  wholeGaps: number;
  watching: number;
  back: number;
  lastBackMs: number;
  duplicates: number;
  missing: number;
  compared: number;
}

async function start(name: string, env: Record<string, string>): Promise<ChildProcess> {
  const file = fileURLToPath(new URL(`./fanout/${name}.ts`, import.meta.url));
  const child = fork(file, { env: { ...process.env, ...env } });
  await once(child, "message");
  return child;
}

async function ask<Answer>(child: ChildProcess, order: object = {}): Promise<Answer> {
  const answer = once(child, "message");
  child.send(order);
  return (await answer)[0] as Answer;
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  const { cpu } = await ask<{ cpu: NodeJS.CpuUsage }>(child);
  return (cpu.user + cpu.system) / 1e6;
}

function sum<Report extends object>(reports: readonly Report[], field: keyof Report): number {
  return reports.reduce((total, report) => total + Number(report[field]), 0);
}

/** What a server delivers between two looks, and the CPU time that it takes for it. */
async function measure<Report extends object>(server: ChildProcess, clients: readonly ChildProcess[]) {
  await sleep(WARM_UP_MS);
  const look = () => Promise.all(clients.map((child) => ask<Report>(child)));
  const cpuBefore = await cpuSeconds(server);
  const before = await look();
  const startedAt = performance.now();
  await sleep(MEASURE_MS);
  const after = await look();
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpu = (await cpuSeconds(server)) - cpuBefore;
  const delta = (field: keyof Report) => sum(after, field) - sum(before, field);
  return { cpu, seconds, delta };
}

async function waitUntilAll(
  clients: readonly ChildProcess[],
  field: "watching" | "back",
  withinMs: number,
): Promise<ClientReport[]> {
  const endAt = Date.now() + withinMs;
  for (;;) {
    const reports = await Promise.all(clients.map((child) => ask<ClientReport>(child)));
    if (sum(reports, field) >= CLIENTS || Date.now() > endAt) return reports;
    await sleep(200);
  }
}

async function measureOurs(databaseUrl: string, token: string) {
  const port = await freePort();
  const serverEnv = { DATABASE_URL: databaseUrl, PORT: String(port), VEHICLES: String(VEHICLES) };
  let gateway = await start("gateway-process", serverEnv);
  const each = CLIENTS / CLIENT_PROCESSES;
  const clients = await Promise.all(
    Array.from({ length: CLIENT_PROCESSES }, (_, index) =>
      start("client-process", {
        URL: `http://127.0.0.1:${port}`,
        TOKEN: token,
        CLIENTS: String(each),
        FIRST: String(index * each),
        VIEW_TILES: String(VIEW_TILES),
        VEHICLES: String(VEHICLES),
      }),
    ),
  );
  await waitUntilAll(clients, "watching", 60_000);
  const { cpu, seconds, delta } = await measure<ClientReport>(gateway, clients);
  const killedAt = Date.now();
  await Promise.all(clients.map((child) => ask(child, { killedAt })));
  gateway.kill("SIGKILL");
  await once(gateway, "exit");
  gateway = await start("gateway-process", serverEnv);
  const back = await waitUntilAll(clients, "back", BACK_WITHIN_MS * 2);
  await sleep(3_000);
  const last = await Promise.all(clients.map((child) => ask<ClientReport>(child)));
  for (const child of [gateway, ...clients]) child.kill("SIGKILL");
  const updates = delta("vehicles") + delta("segments");
  return {
    perCore: updates / cpu,
    updatesPerS: updates / seconds,
    cpuShare: cpu / seconds,
    bytesPerVehicle: delta("vehicleBytes") / delta("vehicles"),
    bytesPerVehicleInAll: delta("bytes") / delta("vehicles"),
    bytesPerMessage: delta("bytes") / delta("messages"),
    bytesPerClientAndS: delta("bytes") / CLIENTS / seconds,
    back: sum(back, "back"),
    backAfterMs: Math.max(...back.map(({ lastBackMs }) => lastBackMs)),
    gaps: sum(last, "gaps") + sum(last, "wholeGaps"),
    duplicates: sum(last, "duplicates"),
    missing: sum(last, "missing"),
    compared: sum(last, "compared"),
  };
}

async function measureBare(frameBytes: number) {
  const port = await freePort();
  const server = await start("bare-process", { PORT: String(port), FRAME_BYTES: String(frameBytes) });
  const each = CLIENTS / CLIENT_PROCESSES;
  const clients = await Promise.all(
    Array.from({ length: CLIENT_PROCESSES }, () =>
      start("bare-client-process", { URL: `ws://127.0.0.1:${port}`, CLIENTS: String(each) }),
    ),
  );
  await waitUntilAll(clients, "watching", 60_000);
  const { cpu, seconds, delta } = await measure<{ messages: number; bytes: number }>(server, clients);
  for (const child of [server, ...clients]) child.kill("SIGKILL");
  return {
    bytesPerCore: delta("bytes") / cpu,
    messagesPerS: delta("messages") / seconds,
    cpuShare: cpu / seconds,
  };
}

function bar(name: string, value: number, bound: { atLeast: number } | { atMost: number }): Bar {
  const isReached = "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
  return { name, value, ...bound, isReached };
}

/**
 * 1,000 browsers look at different parts of a city of 4,000 vehicles that all move every second. Beside it bare `ws` sends
 * frames of the same size, all prepared. Server, browsers and the database share the machine.
 */
export async function run(): Promise<BenchmarkResult> {
  const postgres = await startTestServer();
  try {
    const database = await createTestDatabase(postgres.url);
    const log = createLogger({ name: "bench", level: "silent" });
    const services = createServices({ databaseUrl: database.url, applicationName: "bench", log });
    const { secret } = await createToken(createSystemContext(services, "bench"), { role: "viewer" });
    await services.close();
    const ours = await measureOurs(database.url, secret);
    const bare = await measureBare(Math.round(ours.bytesPerClientAndS));
    const barePerCore = bare.bytesPerCore / ours.bytesPerVehicleInAll;
    await database.drop();
    return {
      name: "fanout",
      ours: { value: Math.round(ours.perCore), unit: UNIT },
      limit: { value: Math.round(barePerCore), unit: UNIT },
      peers: [
        {
          name: "bare ws sending one prepared frame of as many bytes",
          value: Math.round(barePerCore),
          unit: UNIT,
        },
      ],
      ratios: { toBareWs: ours.perCore / barePerCore },
      bars: [
        bar("entity updates per second and core", ours.perCore, { atLeast: 300_000 }),
        bar("bytes per moved vehicle, heads of frames included", ours.bytesPerVehicle, { atMost: 12 }),
        bar("clients back after a kill", ours.back, { atLeast: CLIENTS }),
        bar("ms until the last one was back", ours.backAfterMs, { atMost: BACK_WITHIN_MS }),
        bar("gaps", ours.gaps, { atMost: 0 }),
        bar("vehicles that are there twice", ours.duplicates, { atMost: 0 }),
        bar("vehicles that are missing", ours.missing, { atMost: 0 }),
      ],
      delivered: { updatesPerS: Math.round(ours.updatesPerS), cpuShare: ours.cpuShare },
      bytes: {
        perVehicleWithSegmentsAndHeads: ours.bytesPerVehicleInAll,
        perClientAndS: Math.round(ours.bytesPerClientAndS),
      },
      bare: { messagesPerS: Math.round(bare.messagesPerS), cpuShare: bare.cpuShare },
      wholeStatesCompared: ours.compared,
      notes: [
        `${CLIENTS} clients, each watching ${VIEW_TILES} by ${VIEW_TILES} tiles of a city of 100, ${VEHICLES} vehicles at 1 Hz`,
        "CPU time of the gateway's process: taking and parsing the pipeline's frames, cutting, encoding, sending, sessions",
        "every client checks the running number of every frame; one in fifty keeps and compares the whole state",
        "the gateway is killed with SIGKILL and started again on the same port",
      ],
      cores: cpus().length,
    };
  } finally {
    await postgres.stop();
  }
}
