import type { IHeaders, Message, Producer } from "kafkajs";
import type { NewRecord } from "../record.ts";
import { cloudEventHeaders } from "./cloud-event.ts";
import type { TopicSettings } from "./topic-settings.ts";

const MOST_RECORDS = 5_000;
/** Below Kafka's limit of 1 MB for a batch, with room for keys and headers. */
const MOST_BYTES = 600_000;
const ALL_REPLICAS = -1;

interface Waiting {
  topic: string;
  messages: Message[];
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Sends records to Kafka: those that wait are sent together, one request after another, so that order is kept. */
export interface KafkaAppender {
  append(topic: string, settings: TopicSettings<unknown>, records: readonly NewRecord[]): Promise<void>;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
}

function toMessage(settings: TopicSettings<unknown>, record: NewRecord): Message & { value: string } {
  const headers: IHeaders = cloudEventHeaders(settings.event(record), record.timestampMs);
  return { key: record.key, value: settings.encode(record.value), headers };
}

/** Creates the appender; `onFailure` is told when Kafka did not take records after all of the producer's tries. */
export function createKafkaAppender(producer: Producer, onFailure: (cause: unknown) => void): KafkaAppender {
  let queue: Waiting[] = [];
  let isSending = false;
  let idle = Promise.withResolvers<void>();
  idle.resolve();

  function takeBatch(): Waiting[] {
    let records = 0;
    let bytes = 0;
    let count = 0;
    for (const waiting of queue) {
      records += waiting.messages.length;
      bytes += waiting.bytes;
      if (count > 0 && (records > MOST_RECORDS || bytes > MOST_BYTES)) break;
      count += 1;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  async function sendAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch();
      const byTopic = Map.groupBy(batch, ({ topic }) => topic);
      const topicMessages = [...byTopic].map(([topic, parts]) => ({
        topic,
        messages: parts.flatMap(({ messages }) => messages),
      }));
      try {
        await producer.sendBatch({ acks: ALL_REPLICAS, topicMessages });
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
        onFailure(error);
      }
    }
    isSending = false;
    idle.resolve();
  }

  return {
    append: (topic, settings, records) => {
      const messages = records.map((record) => toMessage(settings, record));
      const bytes = messages.reduce((sum, { value }) => sum + value.length, 0);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      queue.push({ topic, messages, bytes, resolve, reject });
      if (!isSending) {
        isSending = true;
        idle = Promise.withResolvers<void>();
        setImmediate(() => void sendAll());
      }
      return promise;
    },
    settle: () => idle.promise,
  };
}
