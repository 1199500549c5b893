import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

it("renders OpenMetrics text: counters end in _total, the text in # EOF", async () => {
  const metrics = createMetrics();
  const received = metrics.counter({ name: "readings_received", help: "Readings taken", labels: ["kind"] });
  received.add({ kind: "air" });
  received.add({ kind: "air" }, 2);
  const text = await metrics.render();
  expect(text).toContain('readings_received_total{kind="air"} 3');
  expect(text).toContain("# TYPE readings_received counter");
  expect(text.endsWith("# EOF\n")).toBe(true);
  expect(metrics.contentType).toContain("application/openmetrics-text");
});

it("asks a collected gauge for its value at each reading", async () => {
  const metrics = createMetrics();
  let lag = 1;
  metrics.gauge({ name: "lag_records", help: "Records waiting", collect: () => lag });
  lag = 7;
  expect(await metrics.render()).toContain("lag_records 7");
});

it("counts a histogram's values by bucket", async () => {
  const metrics = createMetrics();
  const latency = metrics.histogram({ name: "latency_seconds", help: "Latency", buckets: [0.1, 1] });
  latency.observe(0.05);
  latency.observe(5);
  const text = await metrics.render();
  expect(text).toContain('latency_seconds_bucket{le="0.1"} 1');
  expect(text).toContain('latency_seconds_bucket{le="+Inf"} 2');
  expect(text).toContain("latency_seconds_count 2");
});

it("asks a gauge for one value of each set of labels that there is now", async () => {
  const metrics = createMetrics();
  let zones = ["north", "south"];
  const collect = () => zones.map((zone, value) => ({ labels: { zone }, value }));
  metrics.gauge({ name: "age_seconds", help: "Age", labels: ["zone"], collect });
  expect(await metrics.render()).toContain('age_seconds{zone="south"} 1');
  zones = ["north"];
  expect(await metrics.render()).not.toContain("south");
});

it("forgets a gauge of which the part has ended, but not one that has come in its place", async () => {
  const metrics = createMetrics();
  const options = { name: "queues", help: "Queues" };
  const first = metrics.gauge({ ...options, collect: () => 1 });
  const second = metrics.gauge({ ...options, collect: () => 2 });
  first.unregister();
  expect(await metrics.render()).toContain("queues 2");
  second.unregister();
  expect(await metrics.render()).not.toContain("queues");
});
