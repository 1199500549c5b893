import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { describeLiveStore } from "@arterial/streams/live-store.contract";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { startEmbeddedBroker } from "../ingest/embedded-broker.ts";
import { createPipelineMetrics } from "../ingest/pipeline-metrics.ts";
import { createEmbeddedLiveStore } from "./embedded-live-store.ts";

describeLiveStore("the embedded broker, read over MQTT,", async () => {
  const broker = await startEmbeddedBroker({
    accounts: { authenticate: async () => ({ role: "liveReader" }) },
    take: async () => {},
    limiter: { waitMs: () => 0 },
    maxConnections: 10,
    maxPacketBytes: 1_000_000,
    metrics: createPipelineMetrics(createMetrics()),
    logger: createLogger({ name: "test", level: "silent" }),
  });
  const listening = await broker.value.listen({ port: 0, host: "127.0.0.1" });
  const reader = await connectMqttLiveStore({
    url: `mqtt://127.0.0.1:${listening.value.port}`,
    username: "gateway",
    password: "any",
    clientId: "gateway",
  });
  return {
    writer: createEmbeddedLiveStore(broker.value),
    reader: reader.value,
    close: async () => {
      await reader.stop();
      await listening.stop();
      await broker.stop();
    },
  };
});
