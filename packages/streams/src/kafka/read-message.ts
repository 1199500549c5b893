import type { KafkaMessage } from "kafkajs";
import type { LogRecord } from "../record.ts";
import { cloudEventTimeMs } from "./cloud-event.ts";
import type { TopicSettings } from "./topic-settings.ts";

/** A record that cannot be read is nobody's of this program's: it is told of and left out. */
export type OnBadRecord = (where: {
  topic: string;
  partition: number;
  offset: number;
  error: unknown;
}) => void;

/** Reads a record back; undefined when it is not a value of its topic. */
export function readMessage<V>(
  message: KafkaMessage,
  from: { topic: string; partition: number; settings: TopicSettings<V>; onBadRecord: OnBadRecord },
): LogRecord<V> | undefined {
  const { topic, partition, settings, onBadRecord } = from;
  const offset = Number(message.offset);
  try {
    if (!message.value) throw new TypeError("the record has no value");
    return {
      topic,
      partition,
      offset,
      key: message.key?.toString() ?? "",
      value: settings.decode(message.value),
      appendedAt: Number(message.timestamp),
      timestampMs: cloudEventTimeMs(message.headers) ?? Number(message.timestamp),
    };
  } catch (error) {
    onBadRecord({ topic, partition, offset, error });
    return undefined;
  }
}
