import type { DeviceKind } from "@arterial/domain/device-kind";
import { mqttTopic } from "@arterial/domain/mqtt-topic";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { connect, type MqttClient } from "mqtt";
import { SourceError } from "../command.ts";
import type { BrokerAccount } from "../env.ts";
import { createOutbox, type Outbox, type OutboxStats } from "./outbox.ts";

/** A reading as a device writes it: JSON with `ts` in epoch ms. */
export type OutgoingReading = { ts: number } & Record<string, unknown>;

/** Publishes readings as devices do: `city/v1/<kind>/<deviceId>`, QoS 1, one reading or an array. */
export interface Publisher {
  /** Never waits; while the broker is away the newest readings are kept and the oldest given up. */
  publish(kind: DeviceKind, deviceId: string, readings: OutgoingReading | readonly OutgoingReading[]): void;
  /** Waits for room in the buffer; nothing is given up. */
  publishWhenRoom(
    kind: DeviceKind,
    deviceId: string,
    readings: OutgoingReading | readonly OutgoingReading[],
  ): Promise<void>;
  /** Resolves when everything is acknowledged. */
  drained(): Promise<void>;
  /**
   * Waits for the first connection.
   * @throws SourceError `broker` when the account is refused, or nothing answers in time.
   */
  connected(withinMs: number): Promise<void>;
  stats(): OutboxStats;
}

/** At 1 Hz and 600 vehicles the demo city sends 6 to 10 messages a second: the buffer lasts about ten minutes. */
const MAX_WAITING = 6_000;
const MAX_IN_FLIGHT = 64;
const FIRST_RECONNECT_MS = 500;
const LONGEST_RECONNECT_MS = 15_000;
const FLUSH_WITHIN_MS = 700;

/**
 * Connects to the broker in the background and reconnects with growing pauses. Messages in flight when a connection
 * breaks are sent again by the client, so the receiver may see a reading twice, never none.
 */
export function startPublisher(options: {
  account: BrokerAccount;
  clientId: string;
  logger: Logger;
}): Started<Publisher> {
  const { account, logger } = options;
  const client = connect(account.url, {
    clientId: options.clientId,
    ...(account.username === undefined ? {} : { username: account.username }),
    ...(account.password === undefined ? {} : { password: account.password }),
    protocolVersion: 4,
    clean: true,
    keepalive: 30,
    connectTimeout: 10_000,
    reconnectPeriod: FIRST_RECONNECT_MS,
    reconnectOnConnackError: true,
  });
  const connection = followConnection(client, logger);
  const outbox = createOutbox(
    async ({ topic, payload }) => void (await client.publishAsync(topic, payload, { qos: 1 })),
    { maxInFlight: MAX_IN_FLIGHT, maxWaiting: MAX_WAITING },
  );
  return {
    value: {
      ...createPublisher(outbox),
      connected: (withinMs) => awaitConnection(connection, account.url, withinMs),
    },
    stop: async () => {
      if (client.connected) await within(outbox.drained(), FLUSH_WITHIN_MS);
      await client.endAsync(true);
      logger.info({ ...outbox.stats() }, "publisher stopped");
    },
  };
}

/** Publishes by way of an outbox: the topic and the JSON of each message. */
export function createPublisher(outbox: Outbox): Publisher {
  const messageOf = (
    kind: DeviceKind,
    deviceId: string,
    readings: OutgoingReading | readonly OutgoingReading[],
  ) => ({ topic: mqttTopic(kind, deviceId), payload: JSON.stringify(readings) });
  return {
    publish: (...reading) => outbox.offer(messageOf(...reading)),
    publishWhenRoom: (...reading) => outbox.put(messageOf(...reading)),
    drained: () => outbox.drained(),
    connected: () => Promise.resolve(),
    stats: () => outbox.stats(),
  };
}

/** What is known of the way to the broker. */
interface Connection {
  /** Resolves at the first connection, rejects when the account is refused. */
  first: Promise<void>;
  lastProblem(): string;
}

function followConnection(client: MqttClient, logger: Logger): Connection {
  let lastProblem = "";
  const first = new Promise<void>((resolve, reject) => {
    client.once("connect", () => resolve());
    // Only a refusal by the broker itself has a numeric code (MQTT 3.2.2.3).
    client.on("error", (error) => {
      if (typeof (error as { code?: unknown }).code === "number") reject(error);
    });
  });
  first.catch(() => undefined);
  client.on("connect", () => {
    client.options.reconnectPeriod = FIRST_RECONNECT_MS;
    lastProblem = "";
    logger.info("broker connected");
  });
  client.on("close", () => {
    const pauseMs = client.options.reconnectPeriod ?? FIRST_RECONNECT_MS;
    client.options.reconnectPeriod = Math.min(LONGEST_RECONNECT_MS, pauseMs * 2);
  });
  client.on("error", (error) => {
    if (error.message === lastProblem) return;
    lastProblem = error.message;
    logger.warn({ err: error }, "broker not reachable or refusing");
  });
  return { first, lastProblem: () => lastProblem };
}

async function awaitConnection(connection: Connection, url: string, withinMs: number): Promise<void> {
  let isRefused = false;
  let isConnected = false;
  const first = connection.first.then(
    () => {
      isConnected = true;
    },
    () => {
      isRefused = true;
    },
  );
  await within(first, withinMs);
  const reason = connection.lastProblem() || "it says nothing";
  if (isRefused)
    throw new SourceError("broker", `The broker at ${url} does not let this account in: ${reason}.`);
  if (!isConnected) throw new SourceError("broker", `No broker answers at ${url}: ${reason}.`);
}

async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}
