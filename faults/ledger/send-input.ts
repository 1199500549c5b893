import type { Message } from "../input/message.ts";
import { startDevice } from "./device.ts";
import type { Ledger } from "./ledger.ts";

/** A sender that is under way. */
export interface Sending {
  /** Resolves when every message was acknowledged. */
  done: Promise<void>;
  /** Resolves when this share of the messages was acknowledged. */
  reached(share: number): Promise<void>;
  stop(): Promise<void>;
}

export interface SendOptions {
  port: number;
  messages: readonly Message[];
  ledger: Ledger;
  /** Number of the first message in the ledger; 0 unless told. */
  firstNumber?: number;
  /** Seconds of event time that pass in one second. */
  pace: number;
}

/** Devices hold back what is newer than this beyond their oldest unacknowledged message, in seconds of event time. */
const MAX_AHEAD_S = 30;
const LOOK_EVERY_MS = 5;

/** Publishes messages at QoS 1, each device over its own connection and in order, and keeps the ledger. */
export function startSending({ port, messages, ledger, pace, firstNumber = 0 }: SendOptions): Sending {
  const senders = new Set(messages.map((message) => message.sender));
  const devices = new Map([...senders].map((name) => [name, startDevice(port, name, onAcknowledged)]));
  const startedAt = performance.now();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const waiting: { count: number; resolve: () => void }[] = [];
  const acknowledged = new Uint8Array(messages.length);
  let next = 0;
  let oldest = 0;
  let count = 0;

  function onAcknowledged(number: number): void {
    ledger.acknowledged(firstNumber + number);
    acknowledged[number] = 1;
    count += 1;
    while (acknowledged[oldest] === 1) oldest += 1;
    for (const waiter of waiting) if (count >= waiter.count) waiter.resolve();
    if (count === messages.length) resolve();
  }

  function isDue(message: Message): boolean {
    const first = messages[0]?.second ?? 0;
    const nowS = first + ((performance.now() - startedAt) / 1_000) * pace;
    const oldestS = messages[oldest]?.second ?? message.second;
    return message.second <= nowS && message.second <= oldestS + MAX_AHEAD_S;
  }

  const timer = setInterval(() => {
    for (let message = messages[next]; message && isDue(message); message = messages[next]) {
      const number = next;
      next += 1;
      ledger.sent(firstNumber + number);
      devices.get(message.sender)?.send(number, message);
    }
  }, LOOK_EVERY_MS);

  return {
    done: done.finally(() => clearInterval(timer)),
    reached: (share) => {
      const waiter = Promise.withResolvers<void>();
      waiting.push({ count: Math.ceil(messages.length * share), resolve: waiter.resolve });
      if (count >= messages.length * share) waiter.resolve();
      return waiter.promise;
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all([...devices.values()].map((device) => device.stop()));
    },
  };
}
