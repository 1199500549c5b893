import { readLiveClients } from "@arterial/db/live-gateway/live-gateway";
import type { Queryable } from "@arterial/db/pool";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";

const READ_MS = 5_000;

/** Measures the browsers on the live line, as the web servers report them. */
export async function startLiveClientsWatch(options: {
  pool: Queryable;
  metrics: Metrics;
  clock: Clock;
  logger: Logger;
}): Promise<Started<void>> {
  const { pool, metrics, clock, logger } = options;
  let clients = 0;
  const read = async () => {
    clients = await readLiveClients(pool);
  };
  await read();
  const gauge = metrics.gauge({
    name: "arterial_live_clients",
    help: "Browsers on the live line of all web servers, as they reported within the last 20 s",
    collect: () => clients,
  });
  const stop = clock.every(READ_MS, () =>
    read().catch((error: unknown) => logger.warn({ err: error }, "live clients not read")),
  );
  return {
    value: undefined,
    stop: () => {
      gauge.unregister();
      return stop();
    },
  };
}
