import { connect, type MqttClient } from "mqtt";
import { FEED, passwordOf } from "../input/fault-city.ts";
import type { Message } from "../input/message.ts";

/** A device with a connection of its own that keeps each message until it is acknowledged. */
export interface Device {
  send(number: number, message: Message): void;
  stop(): Promise<void>;
}

const KEEP_ALIVE_S = 5;
const CONNECT_TIMEOUT_MS = 5_000;
const AGAIN_AFTER_MS = 100;

/**
 * Starts a device. After a lost connection it connects anew and sends what was not acknowledged again, in order. It leaves
 * out the DUP flag that MQTT 4.4 wants, as mqtt.js and others do: nothing may rest on it.
 */
export function startDevice(port: number, name: string, onAcknowledged: (number: number) => void): Device {
  const waiting = new Map<number, Message>();
  let client: MqttClient;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  function publish(on: MqttClient, number: number, message: Message): void {
    on.publish(message.topic, message.payload, { qos: 1 }, (error) => {
      if (!error && on === client && waiting.delete(number)) onAcknowledged(number);
    });
  }

  function open(): MqttClient {
    const opened = connect(`mqtt://127.0.0.1:${port}`, {
      username: name,
      password: name === FEED.username ? FEED.password : passwordOf(name),
      clientId: `faults-${name}`,
      protocolVersion: 4,
      clean: false,
      keepalive: KEEP_ALIVE_S,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      queueQoSZero: false,
    });
    opened.on("error", () => {});
    opened.once("connect", () => {
      for (const [number, message] of waiting) publish(opened, number, message);
    });
    opened.once("close", () => {
      opened.end(true);
      if (isStopped || opened !== client) return;
      timer = setTimeout(() => {
        client = open();
      }, AGAIN_AFTER_MS);
    });
    return opened;
  }

  client = open();
  return {
    send: (number, message) => {
      waiting.set(number, message);
      // Before the connection stands, the message goes with those that wait for it.
      if (client.connected) publish(client, number, message);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      client.end(true);
    },
  };
}
