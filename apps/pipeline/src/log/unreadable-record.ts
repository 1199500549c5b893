import { type DeviceKind, deviceIdSchema, deviceKindSchema } from "@arterial/domain/device-kind";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { mqttTopic } from "@arterial/domain/mqtt-topic";
import type { BadRecord } from "@arterial/streams/kafka/read-message";
import { z } from "zod";
import type { DeadLetterRecord } from "../topics.ts";

const KIND_OF_TOPIC = new Map(
  Object.entries(OBSERVATION_TOPICS).map(([kind, topic]) => [topic as string, kind as DeviceKind]),
);
const REASON = "unreadable-record";
/** What is wrong with a record may be told at length. */
const MAX_DETAIL = 500;

/** What every version of an observation has had. */
const envelopeSchema = z.object({
  kind: deviceKindSchema,
  deviceId: deviceIdSchema,
  receivedAt: z.number(),
  reading: z.looseObject({}),
});

/**
 * The dead letter of a reading that the log holds and this program cannot read. Where it still says whose reading it is,
 * the letter holds the reading as the device would send it, so that it can be sent again; else the record's bytes as they
 * are. Undefined for what follows from readings, and for dead letters themselves: the record stays in the log.
 */
export function letterOfUnreadable(bad: BadRecord): (DeadLetterRecord & { kind: DeviceKind }) | undefined {
  const { topic, partition, offset, value, appendedAt, error } = bad;
  const kind = KIND_OF_TOPIC.get(topic);
  if (kind === undefined) return undefined;
  const why = error instanceof Error ? error.message : String(error);
  const detail = `${topic}/${partition} at offset ${offset}: ${why}`.slice(0, MAX_DETAIL);
  const common = { kind, reason: REASON, detail, isRedelivery: false };
  const bytes = value ?? Buffer.alloc(0);
  const envelope = readEnvelope(bytes);
  if (envelope?.kind !== kind) return { ...common, topic, receivedAt: appendedAt, payload: bytes };
  const { deviceId, receivedAt, reading } = envelope;
  const payload = Buffer.from(JSON.stringify(reading));
  return { ...common, topic: mqttTopic(kind, deviceId), deviceId, receivedAt, payload };
}

function readEnvelope(bytes: Buffer): z.infer<typeof envelopeSchema> | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return undefined;
  }
}
