import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { expect, it } from "vitest";
import { type DeviceRows, startDeviceRegistry } from "../devices/device-registry.ts";
import { createRepeatCache } from "../steps/repeat-cache.ts";
import type { PipelineTopics } from "../topics.ts";
import { createIngest } from "./ingest.ts";
import { createIngestSteps } from "./ingest-steps.ts";
import { createLateness } from "./lateness.ts";
import { createPipelineMetrics } from "./pipeline-metrics.ts";
import { createTopologies } from "./topologies.ts";

const NOW = Date.UTC(2026, 6, 1);
const NOBODY: DeviceRows = { accounts: [], devices: [] };
const AIR: DeviceRows = {
  accounts: [{ id: "air-1", kind: "air", isActive: true, passwordHash: null }],
  devices: [],
};

/** Ingest with a device table that can be out of reach. */
async function open() {
  const clock = createManualClock(NOW);
  const table: { rows: DeviceRows | Error } = { rows: NOBODY };
  const { value: devices } = await startDeviceRegistry({
    load: async () => {
      if (table.rows instanceof Error) throw table.rows;
      return table.rows;
    },
    refreshEveryMs: 10_000,
    clock,
    logger: createLogger({ name: "test", level: "silent" }),
  });
  const log = createMemoryLog<PipelineTopics>({ onFailure: () => {} });
  const lateness = createLateness({
    deviceOf: devices.device,
    idleMs: 5_000,
    newestAt: new Map(),
    nowMs: NOW,
  });
  const steps = { devices, repeats: createRepeatCache(100), lateness, maxPayloadBytes: 1_000 };
  const topologies = createTopologies(createIngestSteps(steps));
  const metrics = createPipelineMetrics(createMetrics());
  const take = createIngest({ topologies, devices, log, clock, metrics });
  const send = (ts: number) =>
    take({
      topic: "city/v1/air/air-1",
      payload: Buffer.from(JSON.stringify({ ts, pm25: 1 })),
      isRedelivery: false,
    });
  return { clock, table, send };
}

it("keeps messages of an unknown device waiting while the database is away, however long that is", async () => {
  const { clock, table, send } = await open();
  await clock.advance(1_000);
  table.rows = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
  const answers: unknown[] = [];
  for (const ts of [NOW, NOW + 1]) {
    send(ts).then(
      (counts) => answers.push(counts),
      (error: unknown) => answers.push(error),
    );
    // The second comes when the device has been missed already, and a reading has just failed.
    await clock.advance(10);
  }
  for (let second = 0; second < 120; second++) await clock.advance(1_000);
  expect(answers).toEqual([]);
  table.rows = AIR;
  for (let second = 0; second < 3; second++) await clock.advance(1_000);
  await new Promise(setImmediate);
  const accepted = { accepted: 1, refused: 0 };
  expect(answers).toEqual([accepted, accepted]);
});

it("does not wait for what another try would not mend", async () => {
  const { clock, table, send } = await open();
  await clock.advance(1_000);
  table.rows = Object.assign(new Error("permission denied"), { code: "42501" });
  await expect(send(NOW)).rejects.toThrow("permission denied");
});
