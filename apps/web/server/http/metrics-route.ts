import type { IncomingMessage, ServerResponse } from "node:http";
import { requirePermission } from "@arterial/api/actor";
import type { Metrics } from "@arterial/runtime/metrics";
import type { Identify } from "./request-context.ts";

export const METRICS_PATH = "/api/metrics";

/** Answers `/api/metrics`: the web server's own metrics in OpenMetrics, for who may read the pipeline's state. */
export function createMetricsRoute(
  identify: Identify,
  metrics: Metrics,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const { actor } = await identify(request);
    requirePermission(actor, "pipeline.read");
    const text = await metrics.render();
    response.writeHead(200, { "Content-Type": metrics.contentType, "Cache-Control": "no-store" });
    response.end(text);
  };
}
