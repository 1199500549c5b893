// `npm run cli -- <command>`: administration without a browser, on the running installation of DATA_DIR (or DATABASE_URL).
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkNode } from "./boot/check-machine.mjs";
import { generatePrismaClient } from "./boot/generate.mjs";
import { areDependenciesInstalled, installDependencies } from "./boot/install.mjs";
import { childEnvironment, nodeBinary, ROOT } from "./boot/paths.mjs";
import { readSettings } from "./boot/settings.mjs";

/** What the running installation noted for administration, as environment; the caller's own settings win. */
function readConnection() {
  const path = join(readSettings(process.env, []).dataDir, "connection.json");
  if (process.env.DATABASE_URL || !existsSync(path)) return {};
  const connection = JSON.parse(readFileSync(path, "utf8"));
  const offered = {
    DATABASE_URL: connection.databaseUrl,
    MQTT_URL: connection.mqttUrl,
    CONSOLE_URL: connection.consoleUrl,
    SIMULATOR_MQTT_USERNAME: connection.simulatorMqttUsername,
    SIMULATOR_MQTT_PASSWORD: connection.simulatorMqttPassword,
  };
  return Object.fromEntries(Object.entries(offered).filter(([name, value]) => value && !process.env[name]));
}

try {
  checkNode();
  // Nothing but the command's own answer goes to standard output.
  if (!areDependenciesInstalled()) await installDependencies((detail) => console.error(detail));
  await generatePrismaClient();
  const child = spawn(nodeBinary(), [join(ROOT, "apps/cli/src/main.ts"), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: childEnvironment(readConnection()),
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(error.name === "StartError" ? error.message : error);
  process.exit(1);
}
