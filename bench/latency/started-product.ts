import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { clearPlace, preparePlace, startProduct } from "../../e2e/harness/product.ts";
import { createSystemContext } from "../../packages/api/src/context.ts";
import { createServices } from "../../packages/api/src/services.ts";
import { createToken } from "../../packages/api/src/token/create-token.ts";
import { replaceCityNetwork } from "../../packages/db/src/city/write-city.ts";
import { type DeviceToWrite, upsertDevices } from "../../packages/db/src/city/write-devices.ts";
import { createPool, type Pool } from "../../packages/db/src/pool.ts";
import { createLogger } from "../../packages/runtime/src/logger.ts";
import { benchCity } from "../load/bench-city.ts";
import { cpuSecondsOf } from "../setup/cpu-seconds.ts";

const connectionSchema = z.object({
  databaseUrl: z.string(),
  simulatorMqttUsername: z.string(),
  simulatorMqttPassword: z.string(),
});

/** What `npm start` runs, with the city of the benchmarks in place of the demo. */
export interface StartedProduct {
  origin: string;
  /** Path of the one-time link for the first administrator. */
  signInPath: string | null;
  mqttPort: number;
  /** Account that may publish for every device. */
  feed: { username: string; password: string };
  /** Bearer token of a viewer. */
  token: string;
  pool: Pool;
  /** CPU time so far of pipeline and console, s; NaN where the system does not tell. */
  cpuSeconds(): { pipeline: number; web: number };
  stop(): Promise<void>;
}

async function createViewer(databaseUrl: string): Promise<string> {
  const log = createLogger({ name: "bench", level: "silent" });
  const services = createServices({ databaseUrl, applicationName: "bench", log });
  const { secret } = await createToken(createSystemContext(services, "bench"), { role: "viewer" });
  await services.close();
  return secret;
}

/** How many devices are registered at once. */
const REGISTERED_AT_ONCE = 10_000;

/** Starts the product as a person would, without the demo city, and registers devices. */
export async function startProductOf(devices: readonly DeviceToWrite[]): Promise<StartedProduct> {
  const place = await preparePlace();
  const product = await startProduct(place, ["--empty"]);
  const connection = connectionSchema.parse(
    JSON.parse(readFileSync(join(place.dataDir, "connection.json"), "utf8")),
  );
  const pool = createPool({ url: connection.databaseUrl, applicationName: "arterial-bench", max: 2 });
  await replaceCityNetwork(pool, benchCity());
  for (let from = 0; from < devices.length; from += REGISTERED_AT_ONCE) {
    await upsertDevices(pool, devices.slice(from, from + REGISTERED_AT_ONCE));
  }
  return {
    origin: product.origin,
    signInPath: product.signInPath,
    mqttPort: place.mqttPort,
    feed: { username: connection.simulatorMqttUsername, password: connection.simulatorMqttPassword },
    token: await createViewer(connection.databaseUrl),
    pool,
    cpuSeconds: () => {
      const pidOf = (name: string) => product.processes().find((process) => process.name === name)?.pid;
      return { pipeline: cpuSecondsOf(pidOf("pipeline")), web: cpuSecondsOf(pidOf("web")) };
    },
    stop: async () => {
      await pool.end();
      await product.stop();
      clearPlace(place);
    },
  };
}
