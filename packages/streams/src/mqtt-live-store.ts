import type { Started } from "@arterial/runtime/lifecycle";
import { connectAsync } from "mqtt";
import type { LiveStore } from "./live-store.ts";
import { LIVE_TOPIC_FILTER, liveTopic, parseLiveTopic } from "./live-topic.ts";
import { createMemoryLiveStore } from "./memory-live-store.ts";

/** Where the broker is and who we are there. */
export interface MqttLiveStoreOptions {
  url: string;
  username: string;
  password: string;
  clientId: string;
  /** Told about messages that are not the live store's, not JSON, or that a listener failed at; they are left out. */
  onBadMessage?: (topic: string, error?: unknown) => void;
  onConnectionChange?: (isConnected: boolean) => void;
}

/**
 * The live store over an MQTT broker: events at QoS 0, states as retained messages. It reconnects by itself; events
 * of the time between are lost, states come again.
 *
 * @throws when the broker cannot be reached or refuses the account at the start.
 */
export async function connectMqttLiveStore(options: MqttLiveStoreOptions): Promise<Started<LiveStore>> {
  const client = await connectAsync(options.url, {
    username: options.username,
    password: options.password,
    clientId: options.clientId,
    protocolVersion: 4,
    clean: true,
    keepalive: 10,
    reconnectPeriod: 500,
    queueQoSZero: false,
  });
  const received = createMemoryLiveStore();
  const reportBad = options.onBadMessage ?? (() => {});

  client.on("connect", () => options.onConnectionChange?.(true));
  client.on("close", () => options.onConnectionChange?.(false));
  client.on("error", () => options.onConnectionChange?.(false));
  client.on("message", (topic, payload) => {
    const address = parseLiveTopic(topic);
    const value = parseJson(payload);
    if (!address || value === undefined) return reportBad(topic);
    // A retained message comes again at every start: it must not be able to end the process.
    received.publish(address.channel, address.key, value).catch((error: unknown) => reportBad(topic, error));
  });

  let isListening: Promise<unknown> | undefined;
  const store: LiveStore = {
    publish: async (channel, key, value) => {
      if (!client.connected) return;
      client.publish(liveTopic(channel, key), JSON.stringify(value), { qos: 0, retain: key !== null });
    },
    subscribe: async (prefix, handler) => {
      const stop = await received.subscribe(prefix, handler);
      isListening ??= client.subscribeAsync(LIVE_TOPIC_FILTER, { qos: 0 });
      await isListening;
      return stop;
    },
    latest: received.latest,
    isConnected: () => client.connected,
  };
  return { value: store, stop: () => client.endAsync(true) };
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
