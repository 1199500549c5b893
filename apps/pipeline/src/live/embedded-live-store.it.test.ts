import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { describeLiveStore } from "@arterial/streams/live-store.contract";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { expect, it, onTestFinished, vi } from "vitest";
import { createDeviceLimiter } from "../ingest/device-limiter.ts";
import { startEmbeddedBroker } from "../ingest/embedded-broker.ts";
import { createPipelineMetrics } from "../ingest/pipeline-metrics.ts";
import { createEmbeddedLiveStore } from "./embedded-live-store.ts";

async function openStores(onBadMessage: (topic: string) => void = () => {}) {
  const broker = await startEmbeddedBroker({
    accounts: { authenticate: async () => ({ role: "liveReader" }) },
    take: async () => {},
    limiter: createDeviceLimiter({
      perS: 1,
      burst: 1,
      maxDeviceBytes: 1,
      maxWaitingBytes: 1,
      nowMs: () => performance.now(),
    }),
    limits: {
      connections: 10,
      deviceConnections: 1,
      feedConnections: 10,
      packetBytes: 1_000_000,
      devicePacketBytes: 1_000_000,
    },
    metrics: createPipelineMetrics(createMetrics()),
    logger: createLogger({ name: "test", level: "silent" }),
  });
  const listening = await broker.value.listen({ port: 0, host: "127.0.0.1" });
  const reader = await connectMqttLiveStore({
    url: `mqtt://127.0.0.1:${listening.value.port}`,
    username: "gateway",
    password: "any",
    clientId: "gateway",
    onBadMessage,
  });
  return {
    publish: broker.value.publish,
    writer: createEmbeddedLiveStore(broker.value),
    reader: reader.value,
    close: async () => {
      await reader.stop();
      await listening.stop();
      await broker.stop();
    },
  };
}

describeLiveStore("the embedded broker, read over MQTT,", openStores);

it("leaves out what is none of the live store's messages, or what its listener fails at, and goes on", async () => {
  const bad: string[] = [];
  const { publish, reader, close } = await openStores((topic) => bad.push(topic));
  onTestFinished(close);
  await publish("arterial/v1/live/segments/%zz", "1", { isRetained: true });
  await publish("arterial/v1/live/segments/state", "{", { isRetained: true });
  await publish("arterial/v1/live/figures/state", "1", { isRetained: true });
  const seen: string[] = [];
  await reader.subscribe("live/", ({ channel }) => {
    seen.push(channel);
    if (channel === "live/figures") throw new Error("not expected");
  });
  await publish("arterial/v1/live/heartbeat", "1", { isRetained: false });
  await vi.waitUntil(() => seen.length === 2 && bad.length === 3, { timeout: 10_000 });
  expect(seen.toSorted()).toEqual(["live/figures", "live/heartbeat"]);
  expect(bad.toSorted()).toEqual([
    "arterial/v1/live/figures/state",
    "arterial/v1/live/segments/%zz",
    "arterial/v1/live/segments/state",
  ]);
});
