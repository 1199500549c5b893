import { createHash, randomUUID } from "node:crypto";
import { MAX_LETTER_PAYLOAD_BYTES } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { alarmEventId } from "@arterial/domain/alarm/alarm-event";
import type { DeviceKind } from "@arterial/domain/device-kind";
import {
  type deadLetterSchema,
  type SchemaTopic,
  schemaAddress,
  TOPIC_SCHEMAS,
} from "@arterial/domain/log-schema";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Observation } from "@arterial/domain/observation";
import type { TopicSettings, TopicSettingsOf } from "@arterial/streams/kafka/topic-settings";
import type { NewRecord } from "@arterial/streams/record";
import type { z } from "zod";
import { readingIdentity } from "../steps/reading-identity.ts";
import type { DeadLetterRecord, PipelineTopics } from "../topics.ts";

/** How long and how widely topics are kept. */
export interface TopicSizes {
  /** Partitions of observations and segment metrics: as many members of a group can share the work. */
  partitions: number;
  retentionMs: number;
  /** Most bytes of one reading as it is written to its topic. */
  maxReadingBytes: number;
}

/** What became of the city's readings is kept for a week. */
const DERIVED_RETENTION_MS = 7 * 24 * 3_600_000;
/** A letter carries its payload in base64, a third more, beside a topic of at most 64 KiB. */
const MAX_LETTER_BYTES = 2 * MAX_LETTER_PAYLOAD_BYTES;
const SOURCE = "/arterial/pipeline";

/** A record was written by another version of its topic's schema than the one that this program reads. */
export class OtherSchemaError extends Error {
  override name = "OtherSchemaError";
}

type KeptTopic = Pick<TopicSettings<unknown>, "partitions" | "retentionMs" | "maxRecordBytes">;
type Describe<V> = (record: NewRecord<V>) => { id: string; subject: string };

function jsonTopic<V>(
  topic: SchemaTopic,
  sizes: KeptTopic,
  describe: Describe<V>,
): Omit<TopicSettings<V>, "receivedAt"> {
  // The table gives the schema of this topic's values, which the compiler does not see through the name.
  const schema = TOPIC_SCHEMAS[topic].schema as unknown as z.ZodType<V>;
  const dataSchema = schemaAddress(topic);
  const type = `city.arterial.${topic}.v${TOPIC_SCHEMAS[topic].version}`;
  return {
    ...sizes,
    event: (record) => ({ ...describe(record), source: SOURCE, type, dataSchema }),
    encode: JSON.stringify,
    decode: (bytes, written) => {
      // That the bytes pass this version, too, would not say that they mean the same.
      if (written !== undefined && written !== dataSchema)
        throw new OtherSchemaError(`written by ${written}, read by ${dataSchema}`);
      return schema.parse(JSON.parse(bytes.toString("utf8")));
    },
  };
}

/** An observation's event is known by what makes its reading itself: a repeat has the same id. */
function observationTopic<K extends DeviceKind>(kind: K, sizes: TopicSizes): TopicSettings<Observation<K>> {
  const { partitions, retentionMs, maxReadingBytes: maxRecordBytes } = sizes;
  const plain = jsonTopic<Observation<K>>(
    OBSERVATION_TOPICS[kind],
    { partitions, retentionMs, maxRecordBytes },
    ({ value }) => ({ id: readingIdentity(value as Observation), subject: value.deviceId }),
  );
  return { ...plain, receivedAt: (observation) => observation.receivedAt };
}

/** The same message refused for the same reason is the same event, as it is the same row. */
function letterId({ topic, reason, payload, identity }: DeadLetterRecord): string {
  return `${topic}/${reason}/${identity ?? createHash("sha256").update(payload).digest("hex")}`;
}

function deadLetterTopic(): TopicSettings<DeadLetterRecord> {
  const sizes = { partitions: 1, retentionMs: DERIVED_RETENTION_MS };
  const plain = jsonTopic<z.infer<typeof deadLetterSchema>>(DERIVED_TOPICS.deadLetters, sizes, () => ({
    id: "",
    subject: "",
  }));
  return {
    ...plain,
    maxRecordBytes: MAX_LETTER_BYTES,
    event: ({ key, value }) => ({
      ...plain.event({ key, value: { ...value, payload: "" }, timestampMs: value.receivedAt }),
      id: letterId(value),
      subject: key,
    }),
    encode: (letter) =>
      JSON.stringify({ ...letter, payload: Buffer.from(letter.payload).toString("base64") }),
    decode: (bytes, written) => {
      const { payload, ...letter } = plain.decode(bytes, written);
      return { ...letter, payload: Buffer.from(payload, "base64") };
    },
  };
}

/** Settings of every topic of the pipeline; a new domain adds its line here. */
export function createTopicSettings(sizes: TopicSizes): TopicSettingsOf<PipelineTopics> {
  const derived = { partitions: sizes.partitions, retentionMs: DERIVED_RETENTION_MS };
  return {
    "traffic-data": observationTopic("traffic", sizes),
    "vehicle-data": observationTopic("vehicle", sizes),
    "air-quality": observationTopic("air", sizes),
    "parking-data": observationTopic("parking", sizes),
    "weather-data": observationTopic("weather", sizes),
    "camera-analytics": observationTopic("camera", sizes),
    "segment-metrics": jsonTopic("segment-metrics", derived, ({ value }) => ({
      id: `${value.segmentId}/${value.sizeS}/${value.startAt}/${randomUUID()}`,
      subject: value.segmentId,
    })),
    "congestion-events": jsonTopic("congestion-events", derived, ({ key, value }) => ({
      id: `${value.queue.id}/${value.type}/${value.queue.state.at}`,
      subject: key,
    })),
    "alarm-events": jsonTopic("alarm-events", derived, ({ key, value }) => ({
      id: alarmEventId(value),
      subject: key,
    })),
    "dead-letters": deadLetterTopic(),
  };
}
