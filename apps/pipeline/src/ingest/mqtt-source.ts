import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { connect, type MqttClient } from "mqtt";
import { createInFlight } from "./in-flight.ts";
import type { TakeMessage } from "./ingest.ts";

const READINGS_FILTER = "city/v1/+/+";

/** Where the external broker is and who we are there. */
export interface MqttSourceOptions {
  url: string;
  /** Must stay the same between starts: the broker keeps what was not acknowledged under this name. */
  clientId: string;
  username?: string;
  password?: string;
  /** Name under which several processes share the messages, each message going to one of them. */
  share?: string | undefined;
  take: TakeMessage;
  /** Told when a message could not be made safe: the process should end without acknowledging it. */
  onFailure: (error: unknown) => void;
  logger: Logger;
}

interface PubackPacket {
  cmd: string;
  messageId?: number;
}
type SendPacket = (packet: PubackPacket, done?: (error?: Error) => void, ...rest: unknown[]) => void;

/**
 * mqtt.js 5 sends a PUBACK through this method as soon as a message was handed over, and has no public way to send it
 * later on MQTT 3.1.1; the test of the source pins that it still does.
 */
function interceptPubacks(client: MqttClient, holdBack: (messageId: number, send: () => void) => void): void {
  const internal = client as unknown as { _sendPacket: SendPacket };
  const send = internal._sendPacket.bind(client);
  internal._sendPacket = (packet, done, ...rest) => {
    if (packet.cmd !== "puback" || packet.messageId === undefined) return send(packet, done, ...rest);
    holdBack(packet.messageId, () => send(packet));
    done?.();
  };
}

/** Connects for the first time; later connections are the client's own matter. */
async function connectFirst(client: MqttClient): Promise<void> {
  const connected = Promise.withResolvers<void>();
  client.once("connect", () => connected.resolve());
  client.once("error", connected.reject);
  client.once("close", () => connected.reject(new Error("the broker closed the connection")));
  client.connect();
  try {
    await connected.promise;
  } catch (error) {
    await client.endAsync(true);
    throw error;
  }
}

/**
 * Reads devices' messages from an external broker: persistent session, QoS 1, acknowledged once `take` resolved. What
 * was not acknowledged comes again after a restart.
 *
 * @throws when the broker cannot be reached or refuses the account.
 */
export async function startMqttSource(
  options: MqttSourceOptions,
): Promise<Started<{ isConnected(): boolean }>> {
  const { take, logger } = options;
  // What the broker kept comes together with its answer to the connection: everything must listen before that.
  const client = connect(options.url, {
    clientId: options.clientId,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.password === undefined ? {} : { password: options.password }),
    protocolVersion: 4,
    clean: false,
    reconnectPeriod: 500,
    manualConnect: true,
    resubscribe: true,
  });
  const inFlight = createInFlight();
  const safe = new Map<number, Promise<unknown>>();
  // Message ids are the broker's and start anew with each connection: an old acknowledgement must not reach a new one.
  let connection = 0;

  client.on("close", () => {
    connection++;
    safe.clear();
    logger.warn({ url: withoutCredentials(options.url) }, "external broker lost");
  });
  client.on("error", (error) => logger.warn({ err: error }, "external broker error"));
  client.on("message", (topic, payload, packet) => {
    const taken = inFlight.track(take({ topic, payload, isRedelivery: packet.dup }));
    taken.catch(options.onFailure);
    if (packet.qos > 0 && packet.messageId !== undefined) safe.set(packet.messageId, taken);
  });
  interceptPubacks(client, (messageId, send) => {
    const of = connection;
    const taken = safe.get(messageId);
    safe.delete(messageId);
    taken?.then(
      () => {
        if (of === connection) send();
      },
      () => {},
    );
  });
  await connectFirst(client);
  const filter = options.share === undefined ? READINGS_FILTER : `$share/${options.share}/${READINGS_FILTER}`;
  await client.subscribeAsync(filter, { qos: 1 });
  return {
    value: { isConnected: () => client.connected },
    stop: async () => {
      await inFlight.settle(2_000);
      await client.endAsync();
    },
  };
}

function withoutCredentials(url: string): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.href;
}
