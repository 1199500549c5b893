import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { print, step } from "../boot/progress.mjs";
import type { StartSettings } from "../boot/settings.mjs";
import { type ChildEnvironments, composeEnvironments } from "./child-environment.ts";
import { type Database, startDatabase } from "./database.ts";
import { type DemoCity, loadDemoCity } from "./demo-city.ts";
import { createFirstAdministrator, type FirstSignIn } from "./first-administrator.ts";
import { keepDatabaseRunning } from "./keep-database.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { runProcesses } from "./run-processes.ts";
import { readSecrets, type Secrets } from "./secrets.ts";
import type { StartContext } from "./start-context.ts";
import type { StopList } from "./stop-list.ts";
import { waitForHealth } from "./wait-for-health.ts";

const DEFAULT_ADMINISTRATOR = "admin@arterial.local";

/** Starts every part in order, one line each. Throws when a part does not start; what runs is on the stop list. */
export async function startProduct(settings: StartSettings, context: StartContext): Promise<void> {
  const startedAt = Date.now();
  context.noteProcess("supervisor", null);
  const secrets = readSecrets(settings.dataDir);
  const database = await runDatabase(settings, secrets, context);
  const environments = composeEnvironments(settings, secrets, database.ownerUrl, process.env);
  writeConnection(settings, environments, context.stopList);
  await runMigrations(settings, secrets, database);
  const city = settings.isEmpty ? null : await runCity(settings, database, environments);
  const signIn = await step("preparing the first sign-in", () =>
    createFirstAdministrator(
      database.ownerUrl,
      process.env.ADMIN_EMAIL || DEFAULT_ADMINISTRATOR,
      environments.cli,
    ),
  );
  await runProcesses(settings, environments, context, city?.isLoaded === true);
  await step("waiting for the console to be healthy", () => waitForHealth(settings.port, context.signal));
  if (!context.signal.aborted) announce(settings, signIn, startedAt);
}

async function runDatabase(
  settings: StartSettings,
  secrets: Secrets,
  context: StartContext,
): Promise<Database> {
  const database = await step("starting the database", async (note) => {
    const started = await startDatabase(settings, secrets, note);
    note(started.description);
    return started;
  });
  const kept = keepDatabaseRunning(database, {
    signal: context.signal,
    logFile: join(settings.dataDir, "logs", "postgres.log"),
    tell: (text) => print(`  ! ${text}`),
  });
  context.stopList.add("database", kept.stop);
  return database;
}

/** For `npm run cli`: how to reach this installation. Readable by the owner only, and gone when it stops. */
function writeConnection(settings: StartSettings, { cli }: ChildEnvironments, stopList: StopList): void {
  const path = join(settings.dataDir, "connection.json");
  const connection = {
    databaseUrl: cli.DATABASE_URL,
    mqttUrl: settings.mqttUrl ?? `mqtt://127.0.0.1:${settings.mqttPort}`,
    consoleUrl: `http://localhost:${settings.port}`,
    simulatorMqttUsername: cli.SIMULATOR_MQTT_USERNAME,
    simulatorMqttPassword: cli.SIMULATOR_MQTT_PASSWORD,
  };
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
  stopList.add("connection file", async () => rmSync(path, { force: true }));
}

async function runMigrations(settings: StartSettings, secrets: Secrets, database: Database): Promise<void> {
  await step("migrating the database", async (note) => {
    const { dataDir } = settings;
    const applied = await migrateDatabase({ database, secrets, dataDir, environment: process.env });
    note(applied.length === 0 ? "up to date" : `${applied.length} applied`);
  });
}

function runCity(settings: StartSettings, database: Database, { cli }: ChildEnvironments): Promise<DemoCity> {
  return step("loading the demo city", async (note) => {
    const city = await loadDemoCity(settings.dataDir, database.ownerUrl, cli);
    note(city.description);
    return city;
  });
}

function announce(settings: StartSettings, signIn: FirstSignIn, startedAt: number): void {
  const address = `http://localhost:${settings.port}`;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  print(`\nArterial is ready (${seconds} s): ${address}`);
  if (signIn.path !== null) {
    print(
      `Sign in as the first administrator (${signIn.email}), once, within 24 hours:\n  ${address}${signIn.path}`,
    );
  } else {
    print(
      `Sign in with your account. A new one-time link: npm run cli -- user sign-in --email ${signIn.email}`,
    );
  }
  print("Stop with Ctrl-C.");
}
