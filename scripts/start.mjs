// `npm start`: makes sure that everything is there, then hands over to scripts/supervise.ts under the carried Node.
// Runs on a bare Node 20.19 or newer, before any dependency is installed.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildConsole, isConsoleBuilt, prepareAssets } from "./boot/build.mjs";
import { checkDataFolder, checkNode, checkPorts } from "./boot/check-machine.mjs";
import { generatePrismaClient } from "./boot/generate.mjs";
import { areDependenciesInstalled, installDependencies } from "./boot/install.mjs";
import { childEnvironment, nodeBinary, ROOT } from "./boot/paths.mjs";
import { print, step } from "./boot/progress.mjs";
import { stopRunningCommands } from "./boot/run-command.mjs";
import { clearEarlierStart } from "./boot/run-state.mjs";
import { readSettings } from "./boot/settings.mjs";
import { watchNpm } from "./boot/watch-parent.mjs";

async function prepare(settings) {
  checkDataFolder(settings.dataDir);
  const cleared = await clearEarlierStart(settings.dataDir);
  if (cleared) print(`  · ${cleared}`);
  await checkPorts([
    { name: "PORT", port: settings.port },
    ...(settings.mqttUrl ? [] : [{ name: "MQTT_PORT", port: settings.mqttPort }]),
    { name: "METRICS_PORT", port: settings.metricsPort },
  ]);
  if (!areDependenciesInstalled()) {
    await step("installing the dependencies", installDependencies, { isLong: true });
  }
  await step("generating the database client", async (note) => {
    if (!(await generatePrismaClient())) note("up to date");
  });
  await prepareAssets();
  if (settings.isDev) return;
  await step(
    "building the console",
    async (note) => {
      if (isConsoleBuilt()) note("up to date");
      else await buildConsole(note);
    },
    { isLong: !isConsoleBuilt() },
  );
}

let stop = () => {
  stopRunningCommands();
  process.exit(130);
};

function handOver(args) {
  const supervisor = spawn(nodeBinary(), [join(ROOT, "scripts/supervise.ts"), ...args], {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });
  stop = () => supervisor.kill("SIGTERM");
  supervisor.on("error", (error) => {
    console.error(`The supervisor could not be started: ${error.message}`);
    process.exit(1);
  });
  supervisor.on("exit", (code) => process.exit(code ?? 1));
}

process.stdout.on("error", () => {});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop());
watchNpm(() => stop());
const args = process.argv.slice(2);
try {
  checkNode();
  const settings = readSettings(process.env, args);
  print("Arterial starts");
  await prepare(settings);
  handOver(args);
} catch (error) {
  console.error(error.name === "StartError" ? `\n${error.message}` : error);
  process.exit(1);
}
