import type { Started } from "@arterial/runtime/lifecycle";
import { Redis } from "ioredis";
import type { LiveStore } from "./live-store.ts";
import { createMemoryLiveStore } from "./memory-live-store.ts";

/** Where Redis is. */
export interface RedisLiveStoreOptions {
  url: string;
  /** Put before all keys and channels, so that several installations can share a server. */
  prefix?: string;
  /** Told about messages that are not the live store's; they are left out. */
  onBadMessage?: (message: string) => void;
  onConnectionChange?: (isConnected: boolean) => void;
  /** Longest that an answer is waited for, ms: then a connection is taken for half open, and another made. */
  answerTimeoutMs?: number;
}

const FIRST_CONNECTION_MS = 2_000;
const LONGEST_PAUSE_MS = 2_000;
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Sets a state and tells of it in one step. The server's clock numbers states, so that one which was read back late
 * does not hide a newer one; it goes on after the data were flushed.
 */
const PUBLISH_STATE = `
local time = redis.call('time')
local number = time[1] * 1000000 + time[2]
local message = string.format('%.0f', number) .. ARGV[1]
redis.call('hset', KEYS[1], ARGV[2], message)
redis.call('publish', KEYS[2], message)`;

interface Envelope {
  /** When the state was set, µs; 0 for an event. */
  number: number;
  channel: string;
  key: string | null;
  value: unknown;
}

/** A message is its number followed by JSON: the script that numbers it need not read it. */
function parseMessage(text: string): Envelope | undefined {
  const start = text.indexOf("{");
  try {
    const { channel, key, value } = JSON.parse(text.slice(start));
    if (typeof channel !== "string" || (key !== null && typeof key !== "string")) return undefined;
    return { number: Number(text.slice(0, start)), channel, key, value };
  } catch {
    return undefined;
  }
}

/** Keeps what was received, and of each state the newest. */
function createReceived(onBad: (message: string) => void) {
  const store = createMemoryLiveStore();
  const numbers = new Map<string, number>();
  return {
    store,
    take: (text: string) => {
      const message = parseMessage(text);
      if (!message) return onBad(text);
      const { number, channel, key, value } = message;
      if (key !== null) {
        const name = `${channel} ${key}`;
        if (number <= (numbers.get(name) ?? 0)) return;
        numbers.set(name, number);
      }
      void store.publish(channel, key, value);
    },
  };
}

function openConnection(url: string, name: string): Redis {
  const connection = new Redis(url, {
    connectionName: name,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(100 * attempt, LONGEST_PAUSE_MS),
  });
  connection.on("error", () => {});
  return connection;
}

/**
 * Asks a connection for an answer now and then, and leaves it for another when there is none: who only listens never
 * learns that nobody is there any more. Returns how to stop.
 */
function askForAnswers(connection: Redis, answerTimeoutMs: number): () => void {
  let isUnanswered = false;
  const answered = (): void => {
    isUnanswered = false;
  };
  const timer = setInterval(() => {
    if (isUnanswered) return connection.disconnect(true);
    if (connection.status !== "ready") return;
    isUnanswered = true;
    connection.ping().then(answered, answered);
  }, answerTimeoutMs);
  connection.on("close", answered);
  return () => clearInterval(timer);
}

/** Waits for the first connection, but not for long: the rest comes when the server does. */
async function connectSoon(connections: readonly Redis[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FIRST_CONNECTION_MS);
  });
  const all = connections.map((connection) => connection.connect().catch(() => {}));
  await Promise.race([Promise.all(all), deadline]);
  clearTimeout(timer);
}

/**
 * The live store in Redis: events as messages, states in one hash and as messages. It reconnects by itself, and a server
 * that is not there is no reason to stop: events of the time between are lost, states come again.
 */
export async function connectRedisLiveStore(options: RedisLiveStoreOptions): Promise<Started<LiveStore>> {
  const { url, prefix = "", onConnectionChange = () => {} } = options;
  const states = `${prefix}arterial:live:states`;
  const messages = `${prefix}arterial:live`;
  const { answerTimeoutMs = ANSWER_TIMEOUT_MS } = options;
  const writer = openConnection(url, "arterial-live-writer");
  const reader = openConnection(url, "arterial-live-reader");
  const stopAsking = [writer, reader].map((connection) => askForAnswers(connection, answerTimeoutMs));
  const received = createReceived(options.onBadMessage ?? (() => {}));
  let isListening = false;

  async function listen(): Promise<void> {
    await reader.subscribe(messages);
    for (const text of await writer.hvals(states)) received.take(text);
  }

  /** A lost connection starts over when it is back. */
  const listenAgain = () => {
    if (isListening && reader.status === "ready" && writer.status === "ready") void listen().catch(() => {});
  };
  reader.on("message", (_channel, text: string) => received.take(text));
  reader.on("ready", listenAgain);
  writer.on("ready", () => {
    onConnectionChange(true);
    listenAgain();
  });
  writer.on("close", () => onConnectionChange(false));
  await connectSoon([writer, reader]);

  const store: LiveStore = {
    publish: async (channel, key, value) => {
      if (writer.status !== "ready") return;
      const text = JSON.stringify({ channel, key, value });
      const sent =
        key === null
          ? writer.publish(messages, `0${text}`)
          : writer.eval(PUBLISH_STATE, 2, states, messages, text, `${channel} ${key}`);
      await sent.catch(() => {});
    },
    subscribe: async (channelPrefix, handler) => {
      const stop = await received.store.subscribe(channelPrefix, handler);
      if (!isListening) {
        isListening = true;
        await listen().catch(() => {});
      }
      return stop;
    },
    latest: received.store.latest,
    isConnected: () => writer.status === "ready",
  };
  return {
    value: store,
    stop: () => {
      for (const stop of stopAsking) stop();
      writer.disconnect();
      reader.disconnect();
    },
  };
}
