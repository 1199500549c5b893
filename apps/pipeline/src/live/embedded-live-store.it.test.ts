import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { describeLiveStore } from "@arterial/streams/live-store.contract";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { createDeviceLimiter } from "../ingest/device-limiter.ts";
import { startEmbeddedBroker } from "../ingest/embedded-broker.ts";
import { createPipelineMetrics } from "../ingest/pipeline-metrics.ts";
import { createEmbeddedLiveStore } from "./embedded-live-store.ts";

async function openStores() {
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
}

describeLiveStore("the embedded broker, read over MQTT,", openStores);
