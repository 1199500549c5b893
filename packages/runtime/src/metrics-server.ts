import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Health } from "./health.ts";
import type { Started } from "./lifecycle.ts";
import type { Metrics } from "./metrics.ts";

function answer(res: ServerResponse, status: number, contentType: string, body: string): void {
  res.writeHead(status, { "content-type": contentType, "cache-control": "no-store" }).end(body);
}

/**
 * Serves `GET /metrics` (OpenMetrics) and `GET /health` (JSON, 503 when a part is down) on one port.
 * The value is the port it listens on, which differs from the one asked for when that is 0.
 */
export async function startMetricsServer(options: {
  port: number;
  host?: string;
  metrics: Metrics;
  health: Health;
}): Promise<Started<{ port: number }>> {
  const { metrics, health } = options;
  const server = createServer((req, res) => {
    const respond = async () => {
      if (req.method !== "GET") return answer(res, 405, "text/plain", "method not allowed\n");
      if (req.url === "/metrics") return answer(res, 200, metrics.contentType, await metrics.render());
      if (req.url !== "/health") return answer(res, 404, "text/plain", "not found\n");
      const report = await health.report();
      answer(res, report.status === "down" ? 503 : 200, "application/json", JSON.stringify(report));
    };
    respond().catch((error: unknown) => res.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { value: { port }, stop };
}
