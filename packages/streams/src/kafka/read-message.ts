import type { KafkaMessage } from "kafkajs";
import type { LogRecord } from "../record.ts";
import { cloudEventDataSchema, cloudEventTimeMs } from "./cloud-event.ts";
import type { TopicSettings } from "./topic-settings.ts";

/** A record that this program cannot read: it is no value of its topic, or of another version of its schema. */
export interface BadRecord {
  topic: string;
  partition: number;
  offset: number;
  key: string;
  /** Its bytes as they are; null when it has none. */
  value: Buffer | null;
  /** When the log took it, epoch ms. */
  appendedAt: number;
  error: unknown;
  /** Whether a durable group was to make it safe. Other groups come by the same record, too. */
  isDurable: boolean;
}

/** Told of a message that is not read, by who reads messages of one group. */
export type TellBadRecord = (bad: Omit<BadRecord, "isDurable">) => void;

/**
 * Told of each record that is left out. A durable group goes on once the promise has resolved; a rejection is lost
 * infrastructure and fails the log.
 */
export type OnBadRecord = (bad: BadRecord) => Promise<void> | void;

/** Reads a record back; undefined when it is not a value of its topic. */
export function readMessage<V>(
  message: KafkaMessage,
  from: {
    topic: string;
    partition: number;
    settings: TopicSettings<V>;
    onBadRecord: TellBadRecord;
  },
): LogRecord<V> | undefined {
  const { topic, partition, settings, onBadRecord } = from;
  const offset = Number(message.offset);
  const key = message.key?.toString() ?? "";
  const appendedAt = Number(message.timestamp);
  try {
    if (!message.value) throw new TypeError("the record has no value");
    return {
      topic,
      partition,
      offset,
      key,
      value: settings.decode(message.value, cloudEventDataSchema(message.headers)),
      appendedAt,
      timestampMs: cloudEventTimeMs(message.headers) ?? appendedAt,
    };
  } catch (error) {
    onBadRecord({ topic, partition, offset, key, value: message.value, appendedAt, error });
    return undefined;
  }
}
