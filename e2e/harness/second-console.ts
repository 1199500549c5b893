import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeBinary, ROOT } from "../../scripts/boot/paths.mjs";
import { readSettings } from "../../scripts/boot/settings.mjs";
import { findFreePort } from "../../scripts/postgres/free-port.ts";
import { composeEnvironments } from "../../scripts/supervisor/child-environment.ts";
import { readSecrets } from "../../scripts/supervisor/secrets.ts";
import { waitUntil } from "./product.ts";

/** Another web server of a running product. */
export interface SecondConsole {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Starts a web server beside the product's own, on its database and broker, with settings of its own. */
export async function startSecondConsole(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<SecondConsole> {
  const { databaseUrl, mqttUrl } = JSON.parse(readFileSync(join(dataDir, "connection.json"), "utf8")) as {
    databaseUrl: string;
    mqttUrl: string;
  };
  const port = await findFreePort();
  const start = readSettings({ DATA_DIR: dataDir, PORT: String(port) }, []);
  const { web } = composeEnvironments(start, readSecrets(dataDir), databaseUrl, {});
  const child = spawn(nodeBinary(), [join(ROOT, "apps/web/server/main.ts")], {
    cwd: ROOT,
    env: { ...web, MQTT_URL: mqttUrl, ...settings },
    stdio: "ignore",
  });
  const origin = `http://localhost:${port}`;
  await waitUntil(() => answers(child, origin));
  return {
    origin,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answers(child: ChildProcess, origin: string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the web server ended with ${child.exitCode}`);
  const health = await fetch(`${origin}/api/health`).catch(() => undefined);
  return health?.status === 200;
}
