import type { Started } from "@arterial/runtime/lifecycle";
import { type Kafka, Partitioners, type Producer } from "kafkajs";
import {
  type EventLog,
  LogClosedError,
  LogFailedError,
  type SubscribeOptions,
  type Subscription,
  type TopicOf,
  type TopicValues,
} from "../event-log.ts";
import { ensureTopics } from "./ensure-topics.ts";
import { createKafkaAppender } from "./kafka-appender.ts";
import { type LostRecords, type ReaderSurroundings, startGroupReader } from "./kafka-group-reader.ts";
import { leadPart } from "./lead-part.ts";
import { type KafkaClientOptions, openKafkaClient } from "./open-client.ts";
import type { OnBadRecord } from "./read-message.ts";
import { readUnread } from "./read-unread.ts";
import { createTailReaders } from "./tail-readers.ts";
import type { AnyTopicSettings, TopicSettingsOf } from "./topic-settings.ts";
import { withAdmin } from "./with-admin.ts";

/** Whoever reads this topic's one partition runs a part of which there is one. */
const PARTS_TOPIC = "running-parts";
const HOUR_MS = 3_600_000;

/** Where Kafka is and how its topics are kept. */
export interface KafkaLogOptions<T extends TopicValues> extends KafkaClientOptions {
  /** Put before the names of all topics and groups, so that several installations can share a cluster. */
  prefix?: string;
  topics: TopicSettingsOf<T>;
  /** After this long without a sign a member's partitions go to others. */
  sessionTimeoutMs?: number;
  onFailure: (error: LogFailedError) => void;
  onBadRecord: OnBadRecord;
  onLostRecords: (lost: LostRecords) => void;
  /** Told once when this machine's clock and the brokers' differ by more than a second; theirs is ahead by this, ms. */
  onClocksDiffer: (aheadMs: number) => void;
}

const partsTopic: AnyTopicSettings[string] = {
  partitions: 1,
  retentionMs: HOUR_MS,
  event: () => {
    throw new TypeError("nothing is appended here");
  },
  encode: () => "",
  decode: () => undefined,
};

function settingsOf(topics: AnyTopicSettings, topic: string): AnyTopicSettings[string] {
  const settings = topics[topic];
  if (!settings) throw new RangeError(`the log has no topic ${topic}`);
  return settings;
}

async function openProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return producer;
}

/**
 * The event log over Apache Kafka. Records are safe when all replicas in sync have them; durable groups share the
 * partitions and go on from their own positions; other subscriptions read everything, in every process that has them.
 *
 * @throws when no broker answers within the time to give up after.
 */
export async function openKafkaLog<T extends TopicValues>(options: KafkaLogOptions<T>): Promise<EventLog<T>> {
  const { prefix = "", sessionTimeoutMs = 10_000 } = options;
  const kafka = openKafkaClient(options);
  // The values of a topic are what its settings encode and decode; the log itself does not look at them.
  const topics = { ...options.topics, [PARTS_TOPIC]: partsTopic } as unknown as AnyTopicSettings;
  const nameOf = (name: string) => prefix + name;
  await withAdmin(kafka, (admin) => ensureTopics(admin, topics, nameOf));
  const producer = await openProducer(kafka);
  let ended: LogClosedError | LogFailedError | undefined;
  const readers = new Set<Subscription>();

  function fail(what: string, cause: unknown): void {
    if (ended) return;
    ended = new LogFailedError(`${what} failed`, { cause });
    options.onFailure(ended);
  }

  const appender = createKafkaAppender(producer, (cause) => fail("the producer", cause));
  const around: ReaderSurroundings = {
    ...options,
    kafka,
    topics,
    nameOf,
    sessionTimeoutMs,
    onFailure: (group, cause) => fail(`group ${group}`, cause),
  };
  const readTail = createTailReaders(around, Object.keys(options.topics));
  const readGroup = (subscription: never) => startGroupReader(around, subscription);

  return {
    isKept: true,
    append: async (topic, records) => {
      if (ended) throw ended;
      const settings = settingsOf(topics, topic);
      if (records.length === 0) return;
      await appender.append(nameOf(topic), settings, records).catch((cause: unknown) => {
        throw new LogFailedError("Kafka did not take the records", { cause });
      });
    },
    subscribe: <K extends TopicOf<T>>(subscription: SubscribeOptions<T, K>): Subscription => {
      const reader = (subscription.isDurable ? readGroup : readTail)(subscription as never);
      readers.add(reader);
      return {
        ...reader,
        stop: async () => {
          readers.delete(reader);
          await reader.stop();
        },
      };
    },
    readUnread: (unread) => readUnread(around, unread as never),
    lead: (part: string, start: () => Promise<Started<unknown>>) =>
      leadPart({
        kafka,
        topic: nameOf(PARTS_TOPIC),
        groupId: nameOf(part),
        sessionTimeoutMs,
        // A part has started when what it subscribed to is read.
        start: async () => {
          const started = await start();
          await Promise.all([...readers].map((reader) => reader.ready));
          return started;
        },
        onFailure: (cause) => fail(`part ${part}`, cause),
      }),
    close: async () => {
      ended ??= new LogClosedError("the event log is closed");
      await Promise.all([...readers].map((reader) => reader.stop()));
      await appender.settle();
      await producer.disconnect();
    },
  };
}
