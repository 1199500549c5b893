import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { connect, type MqttClient } from "mqtt";
import { createHeldMessages, type HeldMessages } from "./held-messages.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";
import type { TakeMessage } from "./ingest.ts";
import { leaveShare } from "./leave-share.ts";
import type { ShareMembers } from "./share-members.ts";

const READINGS_FILTER = "city/v1/+/+";
/** Beyond this much that is not safe yet, the connection is not read: the broker keeps what is more. */
const MAX_HELD_BYTES = 32 * 1024 * 1024;
/** A connection that is not read hears no answer to its pings; mqtt.js leaves it after 90 s without one. */
const STAY_CONNECTED_MS = 20_000;
const SETTLE_WITHIN_MS = 2_000;

/** Where the external broker is and who we are there. */
export interface MqttSourceOptions {
  url: string;
  /** Must stay the same between starts: the broker keeps what was not acknowledged under this name. */
  clientId: string;
  username?: string;
  password?: string;
  /** The processes that share the messages, each message going to one of them; without it this one takes all. */
  share?: ShareMembers | undefined;
  /** How much may be held that is not safe yet. */
  maxHeldBytes?: number;
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

/** Takes what the broker sends, and answers when it is safe. */
function takeMessages(client: MqttClient, options: MqttSourceOptions, inFlight: InFlight): HeldMessages {
  const held = createHeldMessages(options.maxHeldBytes ?? MAX_HELD_BYTES);
  const safe = new Map<number, Promise<unknown>>();
  // Message ids are the broker's and start anew with each connection: an old acknowledgement must not reach a new one.
  let connection = 0;
  client.on("close", () => {
    connection++;
    safe.clear();
    held.forgetWaiting();
  });
  client.on("message", (topic, payload, packet) => {
    const taken = inFlight.track(options.take({ topic, payload, isRedelivery: packet.dup }));
    taken.catch(options.onFailure);
    held.add(payload.length, taken);
    if (packet.qos > 0 && packet.messageId !== undefined) safe.set(packet.messageId, taken);
  });
  client.handleMessage = (_packet, done) => held.whenRoom(() => done());
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
  return held;
}

function createClient(options: MqttSourceOptions): MqttClient {
  return connect(options.url, {
    clientId: options.clientId,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.password === undefined ? {} : { password: options.password }),
    protocolVersion: 4,
    clean: false,
    reconnectPeriod: 500,
    manualConnect: true,
    resubscribe: true,
  });
}

/**
 * Reads devices' messages from an external broker: persistent session, QoS 1, acknowledged once `take` resolved. What
 * was not acknowledged comes again after a restart. What comes meanwhile does so too, unless others who share the
 * messages take it.
 *
 * @throws when the broker cannot be reached or refuses the account.
 */
export async function startMqttSource(
  options: MqttSourceOptions,
): Promise<Started<{ isConnected(): boolean }>> {
  const { share, clientId, logger } = options;
  // What the broker kept comes together with its answer to the connection: everything must listen before that.
  const client = createClient(options);
  const inFlight = createInFlight();
  client.on("close", () => logger.warn({ url: withoutCredentials(options.url) }, "external broker lost"));
  client.on("error", (error) => logger.warn({ err: error }, "external broker error"));
  const held = takeMessages(client, options, inFlight);
  await connectFirst(client);
  const filter = share === undefined ? READINGS_FILTER : `$share/${share.name}/${READINGS_FILTER}`;
  await client.subscribeAsync(filter, { qos: 1 });
  await share?.join();
  const staying = setInterval(() => {
    if (!held.isFull() || !client.connected) return;
    client.sendPing();
    client.reschedulePing(true);
  }, STAY_CONNECTED_MS);
  return {
    value: { isConnected: () => client.connected },
    stop: async () => {
      clearInterval(staying);
      const hasLeft = share ? await leaveShare({ client, filter, share, inFlight, clientId, logger }) : false;
      if (!hasLeft) await inFlight.settle(SETTLE_WITHIN_MS);
      // What is not read, or not answered, would keep an orderly end waiting.
      await client.endAsync(held.isFull() || Object.keys(client.outgoing).length > 0);
    },
  };
}

function withoutCredentials(url: string): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.href;
}
