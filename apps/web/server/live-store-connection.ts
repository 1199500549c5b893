import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";
import type { LiveStore } from "@arterial/streams/live-store";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { connectRedisLiveStore } from "@arterial/streams/redis-live-store";
import type { Env } from "./env.ts";

const RETRY_MS = 1_000;

/** The line to the live store: it may come later than the server and go away in between. */
export interface LiveStoreConnection {
  isConnected(): boolean;
}

/** Counts messages that were left out, and says of which topic. */
function createBadMessageReport(metrics: Metrics, log: Logger) {
  const counter = metrics.counter({
    name: "arterial_live_bad_messages",
    help: "Messages of the live store that could not be read and were left out",
  });
  return (detail: { topic?: string; err?: unknown }) => {
    counter.add();
    log.warn(detail, "live message left out");
  };
}

type ReportBadMessage = ReturnType<typeof createBadMessageReport>;

function connectStore(env: Env, reportBad: ReportBadMessage): Promise<Started<LiveStore>> {
  if (env.REDIS_URL !== undefined) {
    return connectRedisLiveStore({
      url: env.REDIS_URL,
      prefix: env.REDIS_PREFIX,
      onBadMessage: () => reportBad({}),
    });
  }
  return connectMqttLiveStore({
    url: env.mqttUrl,
    username: env.INTERNAL_MQTT_USERNAME,
    password: env.INTERNAL_MQTT_PASSWORD,
    clientId: `arterial-web-${process.pid}`,
    onBadMessage: (topic, err) => reportBad({ topic, err }),
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
  metrics: Metrics;
  onStore: (store: LiveStore) => Promise<unknown>;
}): Started<LiveStoreConnection> {
  const { env, clock, log, onStore } = options;
  const reportBad = createBadMessageReport(options.metrics, log);
  const stopping = new AbortController();
  let started: Started<LiveStore> | undefined;

  async function connect(): Promise<void> {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        started = await connectStore(env, reportBad);
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
