import { randomUUID } from "node:crypto";
import { removeLiveGateway, reportLiveGateway } from "@arterial/db/live-gateway/live-gateway";
import type { Pool } from "@arterial/db/pool";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";

const REPORT_MS = 5_000;

/** Tells every few seconds how many browsers are on this server's live line, for the pipeline's metrics. */
export async function startClientReport(options: {
  pool: Pool;
  clients: () => number;
  clock: Clock;
  log: Logger;
}): Promise<Started<void>> {
  const { pool, clients, clock, log } = options;
  const id = randomUUID();
  const report = () =>
    reportLiveGateway(pool, { id, clients: clients() }).catch((error: unknown) =>
      log.warn({ err: error }, "live clients not reported"),
    );
  await report();
  const stop = clock.every(REPORT_MS, report);
  return {
    value: undefined,
    stop: async () => {
      stop();
      await removeLiveGateway(pool, id).catch((error: unknown) =>
        log.warn({ err: error }, "live clients not taken back"),
      );
    },
  };
}
