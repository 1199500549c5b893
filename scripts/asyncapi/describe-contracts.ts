import { DEVICE_KINDS, type DeviceKind } from "@arterial/domain/device-kind";
import { type SchemaTopic, schemaAddress, TOPIC_SCHEMAS } from "@arterial/domain/log-schema";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { mqttTopic } from "@arterial/domain/mqtt-topic";
import { READING_SCHEMAS } from "@arterial/domain/observation";
import { MAX_READINGS_PER_MESSAGE } from "@arterial/domain/reading";
import { z } from "zod";

type Json = Readonly<Record<string, unknown>>;

const SUMMARIES: Readonly<Record<DeviceKind, string>> = {
  traffic: "Readings of a traffic loop",
  vehicle: "Positions of vehicles that one feed reports",
  air: "Readings of an air quality station; gases in µg/m³, carbon monoxide in mg/m³",
  parking: "Occupancy of a car park, or of single bays",
  weather: "Readings of a weather station",
  camera: "Counts of a camera by class",
};

const KEYS: Readonly<Record<SchemaTopic, string>> = {
  [OBSERVATION_TOPICS.traffic]: "device",
  [OBSERVATION_TOPICS.vehicle]: "vehicle",
  [OBSERVATION_TOPICS.air]: "device",
  [OBSERVATION_TOPICS.parking]: "device",
  [OBSERVATION_TOPICS.weather]: "device",
  [OBSERVATION_TOPICS.camera]: "device",
  "segment-metrics": "segment",
  "congestion-events": "queue",
  "alarm-events": "segment or device",
  "dead-letters": "device, or topic where there is none",
};

/** A schema in the draft that AsyncAPI takes as it stands. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
  return rest;
}

const ref = (...path: string[]) => ({ $ref: `#/${path.join("/")}` });

/** CloudEvents 1.0 in binary mode: what the headers of every record of the log say. */
const CLOUD_EVENT_HEADERS: Json = {
  type: "object",
  required: ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_dataschema"],
  properties: {
    ce_specversion: { type: "string", const: "1.0" },
    ce_id: { type: "string", description: "the same whenever the same thing is told again" },
    ce_source: { type: "string" },
    ce_type: { type: "string" },
    ce_subject: { type: "string" },
    ce_time: { type: "string", format: "date-time" },
    ce_dataschema: { type: "string" },
    "content-type": { type: "string", const: "application/json" },
  },
};

function deviceChannel(kind: DeviceKind): Json {
  return {
    address: mqttTopic(kind, "{deviceId}"),
    servers: [ref("servers", "broker")],
    parameters: { deviceId: { description: "the device's id, which is its user name too" } },
    messages: { readings: ref("components", "messages", `${kind}-readings`) },
  };
}

function deviceMessage(kind: DeviceKind): Json {
  const reading = ref("components", "schemas", `${kind}-reading`);
  return {
    name: `${kind}-readings`,
    title: SUMMARIES[kind],
    contentType: "application/json",
    payload: {
      anyOf: [reading, { type: "array", items: reading, minItems: 1, maxItems: MAX_READINGS_PER_MESSAGE }],
    },
  };
}

function topicChannel(topic: SchemaTopic): Json {
  return {
    address: topic,
    servers: [ref("servers", "log")],
    messages: { [topic]: ref("components", "messages", topic) },
  };
}

function topicMessage(topic: SchemaTopic): Json {
  const key = { type: "string", description: `the id of the ${KEYS[topic]}` };
  return {
    name: schemaAddress(topic),
    title: `Version ${TOPIC_SCHEMAS[topic].version} of the values of ${topic}`,
    contentType: "application/json",
    headers: ref("components", "schemas", "cloud-event-headers"),
    payload: ref("components", "schemas", topic),
    bindings: { kafka: { key, bindingVersion: "0.5.0" } },
  };
}

function byName<K extends string, V>(
  names: readonly K[],
  give: (name: K) => readonly [string, V],
): Record<string, V> {
  return Object.fromEntries(names.map(give));
}

function operations(topics: readonly SchemaTopic[]): Json {
  return {
    ...byName(DEVICE_KINDS, (kind) => [
      `receive-${kind}`,
      {
        action: "receive",
        channel: ref("channels", `device-${kind}`),
        summary: `${SUMMARIES[kind]}; acknowledged once they are safe`,
        bindings: { mqtt: { qos: 1, bindingVersion: "0.2.0" } },
      },
    ]),
    ...byName(topics, (topic) => [`send-${topic}`, { action: "send", channel: ref("channels", topic) }]),
  };
}

/** AsyncAPI 3.1 of what devices publish and of what the event log holds, made from the schemas that check both. */
export function describeContracts(): Json {
  const topics = Object.keys(TOPIC_SCHEMAS) as SchemaTopic[];
  return {
    asyncapi: "3.1.0",
    info: {
      title: "Arterial",
      version: "1",
      description:
        "What devices publish over MQTT, one reading or an array of them, and what the event log holds: CloudEvents in binary mode. Which readings are the same, which are late and what becomes of bad ones is in docs/architecture.md.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    defaultContentType: "application/json",
    servers: {
      broker: {
        host: "localhost:1883",
        protocol: "mqtt",
        protocolVersion: "3.1.1",
        description: "the embedded broker (MQTT_PORT), or the one at MQTT_URL",
      },
      log: {
        host: "localhost:9092",
        protocol: "kafka",
        description: "KAFKA_BROKERS; names of topics begin with KAFKA_PREFIX",
      },
    },
    channels: {
      ...byName(DEVICE_KINDS, (kind) => [`device-${kind}`, deviceChannel(kind)]),
      ...byName(topics, (topic) => [topic, topicChannel(topic)]),
    },
    operations: operations(topics),
    components: {
      messages: {
        ...byName(DEVICE_KINDS, (kind) => [`${kind}-readings`, deviceMessage(kind)]),
        ...byName(topics, (topic) => [topic, topicMessage(topic)]),
      },
      schemas: {
        ...byName(DEVICE_KINDS, (kind) => [`${kind}-reading`, schemaOf(READING_SCHEMAS[kind])]),
        ...byName(topics, (topic) => [topic, schemaOf(TOPIC_SCHEMAS[topic].schema)]),
        "cloud-event-headers": CLOUD_EVENT_HEADERS,
      },
    },
  };
}
