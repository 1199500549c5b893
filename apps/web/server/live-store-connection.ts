import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { LiveStore } from "@arterial/streams/live-store";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { connectRedisLiveStore } from "@arterial/streams/redis-live-store";
import type { Env } from "./env.ts";

const RETRY_MS = 1_000;

/** The line to the live store: it may come later than the server and go away in between. */
export interface LiveStoreConnection {
  isConnected(): boolean;
}

function connectStore(env: Env, log: Logger): Promise<Started<LiveStore>> {
  if (env.REDIS_URL !== undefined) {
    return connectRedisLiveStore({
      url: env.REDIS_URL,
      prefix: env.REDIS_PREFIX,
      onBadMessage: () => log.warn("live message is not one of ours"),
    });
  }
  return connectMqttLiveStore({
    url: env.mqttUrl,
    username: env.INTERNAL_MQTT_USERNAME,
    password: env.INTERNAL_MQTT_PASSWORD,
    clientId: `arterial-web-${process.pid}`,
    onBadMessage: (topic) => log.warn({ topic }, "live message is not JSON"),
  });
}

/**
 * Connects to the live store and calls `onStore` once it is there. The server does not wait for it: until then the
 * console says that the pipeline is silent.
 */
export function startLiveStoreConnection(options: {
  env: Env;
  clock: Clock;
  log: Logger;
  onStore: (store: LiveStore) => Promise<unknown>;
}): Started<LiveStoreConnection> {
  const { env, clock, log, onStore } = options;
  const stopping = new AbortController();
  let started: Started<LiveStore> | undefined;

  async function connect(): Promise<void> {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        started = await connectStore(env, log);
        if (stopping.signal.aborted) return void (await started.stop());
        await onStore(started.value);
        log.info({ attempt }, "live store connected");
        return;
      } catch (error) {
        if (attempt === 1) log.warn({ err: error }, "live store is not there yet");
        await clock.sleep(RETRY_MS, stopping.signal);
      }
    }
  }
  const connecting = connect();

  return {
    value: { isConnected: () => started?.value.isConnected() ?? false },
    stop: async () => {
      stopping.abort();
      await started?.stop();
      void connecting;
    },
  };
}
