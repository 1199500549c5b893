import type { LiveStore } from "@arterial/streams/live-store";
import { liveTopic } from "@arterial/streams/live-topic";
import { createMemoryLiveStore } from "@arterial/streams/memory-live-store";
import type { EmbeddedBroker } from "../ingest/embedded-broker.ts";

/** The live store over the broker in this process: written here without a connection, read by the gateway over MQTT. */
export function createEmbeddedLiveStore(broker: Pick<EmbeddedBroker, "publish">): LiveStore {
  const local = createMemoryLiveStore();
  return {
    ...local,
    publish: async (channel, key, value) => {
      await local.publish(channel, key, value);
      await broker.publish(liveTopic(channel, key), JSON.stringify(value), { isRetained: key !== null });
    },
  };
}
