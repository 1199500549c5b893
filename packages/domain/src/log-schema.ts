import { z } from "zod";
import { alarmEventSchema } from "./alarm/alarm-event.ts";
import { type DeviceKind, deviceKindSchema } from "./device-kind.ts";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "./log-topic.ts";
import { type Observation, READING_SCHEMAS } from "./observation.ts";
import { congestionEventSchema } from "./traffic/queue.ts";
import { segmentMetricSchema } from "./traffic/segment-metric-schema.ts";

/** Schema of a topic's values with its version: raised when a change would break who reads older records. */
export interface TopicSchema<V = unknown> {
  version: number;
  schema: z.ZodType<V>;
}

/** On the log a reading's time is always epoch milliseconds. */
function observationSchema<K extends DeviceKind>(kind: K): z.ZodType<Observation<K>> {
  const reading = READING_SCHEMAS[kind].safeExtend({ ts: z.number().int().nonnegative() });
  const schema = z.object({
    kind: z.literal(kind),
    deviceId: z.string(),
    receivedAt: z.number(),
    isLate: z.boolean().optional(),
    reading,
  });
  // The reading's type follows from the kind, which the compiler does not see through the table.
  return schema as unknown as z.ZodType<Observation<K>>;
}

/** A refused message as it is on the log; its bytes in base64. */
export const deadLetterSchema = z.object({
  topic: z.string(),
  deviceId: z.string().optional(),
  kind: deviceKindSchema.optional(),
  receivedAt: z.number(),
  reason: z.string(),
  detail: z.string().optional(),
  payload: z.base64(),
  /** SHA-256 of the whole message, and which element of it; a repeat has the same. */
  identity: z.string().optional(),
  isRedelivery: z.boolean(),
});

/** What the records of every topic hold. A new domain adds its line here. */
export const TOPIC_SCHEMAS = {
  [OBSERVATION_TOPICS.traffic]: { version: 1, schema: observationSchema("traffic") },
  [OBSERVATION_TOPICS.vehicle]: { version: 1, schema: observationSchema("vehicle") },
  [OBSERVATION_TOPICS.air]: { version: 1, schema: observationSchema("air") },
  [OBSERVATION_TOPICS.parking]: { version: 1, schema: observationSchema("parking") },
  [OBSERVATION_TOPICS.weather]: { version: 1, schema: observationSchema("weather") },
  [OBSERVATION_TOPICS.camera]: { version: 1, schema: observationSchema("camera") },
  [DERIVED_TOPICS.segmentMetrics]: { version: 1, schema: segmentMetricSchema },
  [DERIVED_TOPICS.congestionEvents]: { version: 1, schema: congestionEventSchema },
  [DERIVED_TOPICS.alarmEvents]: { version: 1, schema: alarmEventSchema },
  [DERIVED_TOPICS.deadLetters]: { version: 1, schema: deadLetterSchema },
} as const satisfies Record<string, TopicSchema>;

/** Topics whose values have a schema. */
export type SchemaTopic = keyof typeof TOPIC_SCHEMAS;

/** Address of a topic's schema at its present version, for the `dataschema` of a CloudEvent. */
export function schemaAddress(topic: SchemaTopic): string {
  return `urn:arterial:schema:${topic}:${TOPIC_SCHEMAS[topic].version}`;
}
