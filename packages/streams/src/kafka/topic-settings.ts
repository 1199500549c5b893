import type { TopicOf, TopicValues } from "../event-log.ts";
import type { NewRecord } from "../record.ts";

/** What a record is as a CloudEvent; its time and content type are the log's to add. */
export interface EventAttributes {
  id: string;
  source: string;
  type: string;
  subject: string;
  /** Address of the schema of its value, with the version. */
  dataSchema: string;
}

/** How one topic is kept and what its records are. */
export interface TopicSettings<V> {
  partitions: number;
  retentionMs: number;
  /** Larger records than Kafka's own limit of 1 MB, for topics that carry whole payloads. */
  maxRecordBytes?: number;
  event(record: NewRecord<V>): EventAttributes;
  encode(value: V): string;
  /**
   * `dataSchema` is the address of the schema that the record was written by; undefined when it does not say.
   * @throws when the bytes are not a value of this topic, or of a schema that is not known here.
   */
  decode(bytes: Buffer, dataSchema?: string): V;
  /** When a value came in from outside, epoch ms; when it was appended unless told. */
  receivedAt?(value: V): number;
}

/** Settings of every topic of a log. */
export type TopicSettingsOf<T extends TopicValues> = { [K in TopicOf<T>]: TopicSettings<T[K]> };

/** Any topic's settings, where the log is written without regard to its values. */
export type AnyTopicSettings = Readonly<Record<string, TopicSettings<unknown>>>;
