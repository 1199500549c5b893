import { expect, it, onTestFinished } from "vitest";
import { createHealth } from "./health.ts";
import { createMetrics } from "./metrics.ts";
import { startMetricsServer } from "./metrics-server.ts";

it("serves metrics and health, and 503 when a part is down", async () => {
  const health = createHealth();
  const { value, stop } = await startMetricsServer({
    port: 0,
    host: "127.0.0.1",
    metrics: createMetrics(),
    health,
  });
  onTestFinished(stop);
  const base = `http://127.0.0.1:${value.port}`;
  const metrics = await fetch(`${base}/metrics`);
  expect(metrics.headers.get("content-type")).toContain("application/openmetrics-text");
  expect(await metrics.text()).toContain("# EOF");
  expect((await fetch(`${base}/health`)).status).toBe(200);
  health.register("database", () => ({ status: "down" }));
  expect((await fetch(`${base}/health`)).status).toBe(503);
  expect((await fetch(`${base}/else`)).status).toBe(404);
});
