import type { Health } from "@arterial/runtime/health";
import type { Scope } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";
import type { LiveStore } from "@arterial/streams/live-store";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import type { DeviceRegistry } from "../devices/device-registry.ts";
import type { PipelineEnv } from "../env.ts";
import { createEmbeddedLiveStore } from "../live/embedded-live-store.ts";
import { createAccounts, type StaticAccount } from "./accounts.ts";
import { startEmbeddedBroker } from "./embedded-broker.ts";
import type { TakeMessage } from "./ingest.ts";
import { startMqttSource } from "./mqtt-source.ts";
import type { PipelineMetrics } from "./pipeline-metrics.ts";

/** What either broker needs. */
export interface BrokerDeps {
  env: PipelineEnv;
  devices: DeviceRegistry;
  take: TakeMessage;
  registry: Metrics;
  metrics: PipelineMetrics;
  health: Health;
  logger: Logger;
  onFailure: (error: unknown) => void;
}

function staticAccountsOf(env: PipelineEnv): StaticAccount[] {
  const accounts: StaticAccount[] = [];
  const internal = { username: env.INTERNAL_MQTT_USERNAME, password: env.INTERNAL_MQTT_PASSWORD };
  const feed = { username: env.SIMULATOR_MQTT_USERNAME, password: env.SIMULATOR_MQTT_PASSWORD };
  if (internal.username && internal.password) {
    const { username, password } = internal;
    accounts.push({ username, password, account: { role: "liveReader" } });
  }
  if (feed.username && feed.password) {
    const { username, password } = feed;
    accounts.push({ username, password, account: { role: "feed" } });
  }
  return accounts;
}

/** Where devices reach the pipeline: the embedded broker's port, or undefined with an external one. */
export interface BrokerAddress {
  mqttPort: number | undefined;
}

/** A broker that is not yet listened to: its live store works, `startTaking` opens it for devices. */
export interface OpenedBroker {
  store: LiveStore;
  /** To be called when everything that reads the log is there; stopping it ends the intake first. */
  startTaking(): Promise<BrokerAddress>;
}

async function openEmbedded(scope: Scope, deps: BrokerDeps): Promise<OpenedBroker> {
  const { env, devices, metrics, logger, take } = deps;
  const accounts = createAccounts({ staticAccounts: staticAccountsOf(env), devices });
  const broker = await scope.start("embedded broker", () =>
    startEmbeddedBroker({
      accounts,
      take,
      maxConnections: env.MQTT_MAX_CONNECTIONS,
      maxPacketBytes: env.MQTT_MAX_PACKET_BYTES,
      metrics,
      logger,
    }),
  );
  devices.onRevoked(broker.disconnect);
  deps.registry.gauge({
    name: "arterial_mqtt_clients",
    help: "Connected MQTT clients",
    collect: broker.clients,
  });
  return {
    store: createEmbeddedLiveStore(broker),
    startTaking: async () => {
      const address = { port: env.MQTT_PORT, host: env.MQTT_HOST };
      const { port } = await scope.start("embedded broker's port", () => broker.listen(address));
      logger.info({ port }, "embedded broker listening");
      return { mqttPort: port };
    },
  };
}

async function openExternal(scope: Scope, deps: BrokerDeps, url: string): Promise<OpenedBroker> {
  const { env, take, logger, health, onFailure } = deps;
  const username = env.MQTT_USERNAME ?? "";
  const password = env.MQTT_PASSWORD ?? "";
  const clientId = env.MQTT_CLIENT_ID;
  const store = await scope.start("live store", () =>
    connectMqttLiveStore({ url, username, password, clientId: `${clientId}-live` }),
  );
  return {
    store,
    startTaking: async () => {
      const source = await scope.start("mqtt source", () =>
        startMqttSource({ url, clientId, username, password, take, onFailure, logger }),
      );
      health.register("broker", () => ({ status: source.isConnected() ? "ok" : "down" }));
      return { mqttPort: undefined };
    },
  };
}

/** Opens the embedded broker or an external one, with the live store over the same. */
export function openBroker(scope: Scope, deps: BrokerDeps): Promise<OpenedBroker> {
  const { MQTT_URL } = deps.env;
  return MQTT_URL === undefined ? openEmbedded(scope, deps) : openExternal(scope, deps, MQTT_URL);
}
