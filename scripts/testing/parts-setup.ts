import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStatus, startService, stopService } from "../dev-services/run-service.ts";
import type { ServiceName } from "../dev-services/service.ts";
import { SERVICES } from "../dev-services/services.ts";
import { findFreePort } from "../postgres/free-port.ts";

const STARTED: readonly ServiceName[] = ["kafka", "mosquitto", "redis", "postgres"];

/**
 * Global setup of the tests on real parts: Kafka, Mosquitto, Redis and PostgreSQL with TimescaleDB in a temporary folder,
 * at TEST_KAFKA_BROKERS, TEST_MQTT_URL, TEST_REDIS_URL and TEST_DATABASE_URL; those that are set already are left alone.
 */
export async function setup(): Promise<() => Promise<void>> {
  const root = mkdtempSync(join(tmpdir(), "arterial-test-parts-"));
  chmodSync(root, 0o755);
  for (const name of STARTED) {
    const { settings } = await startService(SERVICES[name], root, await findFreePort());
    for (const [setting, value] of Object.entries(settings)) process.env[`TEST_${setting}`] ??= value;
  }
  // The same server again, where it must be TimescaleDB and not only may.
  const { version } = readStatus(SERVICES.postgres, root);
  if (version?.includes("timescaledb"))
    process.env.TEST_TIMESCALE_URL ??= process.env.TEST_DATABASE_URL ?? "";
  return async () => {
    for (const name of STARTED) await stopService(SERVICES[name], root);
    rmSync(root, { recursive: true, force: true });
  };
}
