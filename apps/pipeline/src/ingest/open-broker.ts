import type { Pool } from "@arterial/db/pool";
import type { Clock } from "@arterial/runtime/clock";
import type { Health } from "@arterial/runtime/health";
import type { Scope } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";
import type { LiveStore } from "@arterial/streams/live-store";
import { createMemoryLiveStore } from "@arterial/streams/memory-live-store";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { connectRedisLiveStore } from "@arterial/streams/redis-live-store";
import type { DeviceRegistry } from "../devices/device-registry.ts";
import type { PipelineEnv } from "../env.ts";
import { createEmbeddedLiveStore } from "../live/embedded-live-store.ts";
import type { Role } from "../roles.ts";
import { createAccounts, type StaticAccount } from "./accounts.ts";
import { createDeviceLimiter } from "./device-limiter.ts";
import { type BrokerLimits, startEmbeddedBroker } from "./embedded-broker.ts";
import type { TakeMessage } from "./ingest.ts";
import { startMqttSource } from "./mqtt-source.ts";
import type { PipelineMetrics } from "./pipeline-metrics.ts";
import { startShareMembers } from "./share-members.ts";

/** What either broker needs. */
export interface BrokerDeps {
  env: PipelineEnv;
  pool: Pool;
  devices: DeviceRegistry;
  take: TakeMessage;
  registry: Metrics;
  metrics: PipelineMetrics;
  health: Health;
  roles: ReadonlySet<Role>;
  clock: Clock;
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

function limitsOf(env: PipelineEnv): BrokerLimits {
  return {
    connections: env.MQTT_MAX_CONNECTIONS,
    deviceConnections: env.DEVICE_MAX_CONNECTIONS,
    feedConnections: env.FEED_MAX_CONNECTIONS,
    packetBytes: env.MQTT_MAX_PACKET_BYTES,
    // So that a device's payload that is too large by not too much is a dead letter, with its bytes.
    devicePacketBytes: Math.min(2 * env.MAX_PAYLOAD_BYTES, env.MQTT_MAX_PACKET_BYTES),
  };
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
  const limiter = createDeviceLimiter({
    perS: env.DEVICE_MAX_MESSAGES_PER_S,
    burst: env.DEVICE_MAX_BURST,
    maxDeviceBytes: env.DEVICE_MAX_HELD_BYTES,
    maxWaitingBytes: env.MQTT_MAX_WAITING_BYTES,
    nowMs: () => performance.now(),
  });
  const broker = await scope.start("embedded broker", () =>
    startEmbeddedBroker({
      accounts,
      take,
      limits: limitsOf(env),
      limiter,
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
  deps.registry.gauge({
    name: "arterial_mqtt_waiting_bytes",
    help: "Bytes of messages that wait because their devices are above their rate",
    collect: limiter.waitingBytes,
  });
  return {
    store: createEmbeddedLiveStore(broker),
    startTaking: async () => {
      const address = { port: env.MQTT_PORT, host: env.MQTT_HOST };
      const { port } = await scope.start("embedded broker's port", () => broker.listen(address));
      deps.health.register("broker", () => ({ status: "ok", detail: `${broker.clients()} clients` }));
      logger.info({ port }, "embedded broker listening");
      return { mqttPort: port };
    },
  };
}

/** The live store: in Redis, or over the external broker. */
function openLiveStore(scope: Scope, deps: BrokerDeps, mqttUrl: string | undefined): Promise<LiveStore> {
  const { env, logger, health } = deps;
  return scope.start("live store", async () => {
    const onConnectionChange = (isConnected: boolean) =>
      logger[isConnected ? "info" : "warn"]({ isConnected }, "live store connection");
    const started =
      env.REDIS_URL === undefined
        ? await connectMqttLiveStore({
            url: mqttUrl ?? "",
            username: env.MQTT_USERNAME ?? "",
            password: env.MQTT_PASSWORD ?? "",
            clientId: `${env.MQTT_CLIENT_ID}-live`,
            onConnectionChange,
          })
        : await connectRedisLiveStore({ url: env.REDIS_URL, prefix: env.REDIS_PREFIX, onConnectionChange });
    health.register("live store", () => ({ status: started.value.isConnected() ? "ok" : "degraded" }));
    return started;
  });
}

function openExternal(scope: Scope, deps: BrokerDeps, url: string): () => Promise<BrokerAddress> {
  const { env, take, logger, health, onFailure } = deps;
  return async () => {
    const name = env.MQTT_SHARE;
    const share =
      name === undefined
        ? undefined
        : await scope.start("members of the share", () => startShareMembers(name, deps));
    const source = await scope.start("mqtt source", () =>
      startMqttSource({
        url,
        clientId: env.MQTT_CLIENT_ID,
        username: env.MQTT_USERNAME ?? "",
        password: env.MQTT_PASSWORD ?? "",
        share,
        take,
        onFailure,
        logger,
      }),
    );
    health.register("broker", () => ({ status: source.isConnected() ? "ok" : "down" }));
    return { mqttPort: undefined };
  };
}

/**
 * Opens what this process's roles need of the embedded broker or an external one: the intake for `ingest`, the live store
 * for `process`.
 */
export async function openBroker(scope: Scope, deps: BrokerDeps): Promise<OpenedBroker> {
  const { env, roles } = deps;
  const { MQTT_URL: url, REDIS_URL: redisUrl } = env;
  const hasOwnStore = roles.has("process") && (url !== undefined || redisUrl !== undefined);
  const store = hasOwnStore ? await openLiveStore(scope, deps, url) : undefined;
  if (!roles.has("ingest")) return { store: store ?? createMemoryLiveStore(), startTaking: refuseToTake };
  if (url !== undefined) {
    return { store: store ?? createMemoryLiveStore(), startTaking: openExternal(scope, deps, url) };
  }
  const embedded = await openEmbedded(scope, deps);
  return store ? { ...embedded, store } : embedded;
}

function refuseToTake(): Promise<BrokerAddress> {
  throw new Error("this process does not have the role ingest");
}
