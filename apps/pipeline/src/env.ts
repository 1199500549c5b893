import { parseEnv } from "@arterial/runtime/env";
import { LOG_LEVELS } from "@arterial/runtime/logger";
import { SASL_MECHANISMS } from "@arterial/streams/kafka/open-client";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().positive();
const bytes = count;

const settingsSchema = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  PIPELINE_DATABASE_URL: z.url(),
  /** Seconds that a lost database is waited for; then the process ends and is started again. */
  DATABASE_WAIT_S: z.coerce.number().positive().default(60),
  /** Seconds that the database may take for an answer; then its connection is taken for half open and left. */
  DATABASE_ANSWER_S: z.coerce.number().positive().default(30),

  /** Seconds without any reading after which the clock closes windows instead of the readings' own time. */
  WINDOW_IDLE_S: z.coerce.number().positive().default(5),
  /** Seconds until a change of the registered devices is seen at the latest. */
  DEVICE_REFRESH_S: z.coerce.number().positive().default(10),

  /** An external broker; the embedded one runs when this is not set. */
  MQTT_URL: z.url({ protocol: /^(mqtts?|wss?|tcp|ssl)$/ }).optional(),
  MQTT_USERNAME: z.string().optional(),
  MQTT_PASSWORD: z.string().optional(),
  /** Name of the persistent session at the external broker: each process that takes messages needs its own. */
  MQTT_CLIENT_ID: z.string().default("arterial-pipeline"),
  /** Name under which several processes share the external broker's messages; one process takes all without it. */
  MQTT_SHARE: z
    .string()
    .regex(/^[^/+#]+$/)
    .optional(),

  /** Brokers of a Kafka cluster, host:port with commas between; the log is in this process when not set. */
  KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(",").map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$|^\[[^\]]+\]:\d+$/, "must be host:port")).min(1))
    .optional(),
  /** Whether Kafka is reached over TLS, and the certificates of who signs its own (PEM) unless the system knows them. */
  KAFKA_SSL: z.stringbool().default(false),
  KAFKA_CA_FILE: z.string().optional(),
  /** How the pipeline signs in to Kafka, and as whom; it does not without it. */
  KAFKA_SASL_MECHANISM: z.enum(SASL_MECHANISMS).optional(),
  KAFKA_USERNAME: z.string().optional(),
  KAFKA_PASSWORD: z.string().optional(),
  /** Put before the names of all topics and groups. */
  KAFKA_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/)
    .default(""),
  /** Partitions of topics when they are created. */
  KAFKA_PARTITIONS: z.coerce.number().int().positive().default(6),
  /** Hours that observations stay in Kafka. */
  KAFKA_RETENTION_H: z.coerce.number().positive().default(24),
  /** Seconds without a sign after which a member's work goes to others. */
  KAFKA_SESSION_TIMEOUT_S: z.coerce.number().min(1).default(10),
  /** Seconds that a lost Kafka is waited for; then the process ends and is started again. */
  KAFKA_WAIT_S: z.coerce.number().positive().default(60),

  /** The live store in Redis; over the MQTT broker when not set. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Put before its keys and channels. */
  REDIS_PREFIX: z.string().default(""),

  MQTT_PORT: port.default(1883),
  /** Address that the embedded broker listens on; `0.0.0.0` lets devices of the network in. */
  MQTT_HOST: z.string().default("127.0.0.1"),
  MQTT_MAX_CONNECTIONS: count.default(10_000),
  /** Connections of one device at the embedded broker, and of one account of the settings (feeds, web servers). */
  DEVICE_MAX_CONNECTIONS: count.default(8),
  FEED_MAX_CONNECTIONS: count.default(200),
  /** Larger packets end the connection, those of a device from twice the payload on; between, they become dead letters. */
  MQTT_MAX_PACKET_BYTES: bytes.default(16 * 1024 * 1024),
  MAX_PAYLOAD_BYTES: bytes.default(1024 * 1024),
  /** Messages a second that one device may send to the embedded broker, and how many at once after a pause. */
  DEVICE_MAX_MESSAGES_PER_S: z.coerce.number().positive().default(500),
  DEVICE_MAX_BURST: z.coerce.number().positive().default(2_000),
  /** Bytes that the embedded broker holds of one device until they are safe; beyond, the connection ends. */
  DEVICE_MAX_HELD_BYTES: bytes.default(8 * 1024 * 1024),
  /** Bytes of all devices above their rate that wait there; beyond, the connection ends. */
  MQTT_MAX_WAITING_BYTES: bytes.default(128 * 1024 * 1024),
  /** The web server's account at the embedded broker: may read live frames. */
  INTERNAL_MQTT_USERNAME: z.string().optional(),
  INTERNAL_MQTT_PASSWORD: z.string().optional(),
  /** A trusted feed's account at the embedded broker: may publish for every registered device. */
  SIMULATOR_MQTT_USERNAME: z.string().optional(),
  SIMULATOR_MQTT_PASSWORD: z.string().optional(),

  METRICS_PORT: port.default(9464),
  METRICS_HOST: z.string().default("127.0.0.1"),

  /** Recorded history of the demo city to load in the background. */
  HISTORY_FILE: z.string().optional(),
  /** Folder whose file system is watched for space. */
  DATA_DIR: z.string().optional(),
  /** JSON file with thresholds of sensor faults that differ from the defaults, by kind. */
  SENSOR_THRESHOLDS_FILE: z.string().optional(),
  VEHICLE_RETENTION_H: z.coerce.number().positive().default(6),
  /** Days that dead letters are kept; at least one, in which the same message again is the same letter. */
  DEAD_LETTER_RETENTION_D: z.coerce.number().min(1).default(30),
});

/** Settings that are nothing without others. */
const envSchema = settingsSchema.superRefine((env, context) => {
  const refuse = (variable: keyof typeof env, message: string) =>
    context.addIssue({ code: "custom", path: [variable], message });
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = env;
  if (mechanism !== undefined) {
    if (username === undefined) refuse("KAFKA_USERNAME", "is not set");
    if (password === undefined) refuse("KAFKA_PASSWORD", "is not set");
  } else if (username !== undefined || password !== undefined) refuse("KAFKA_SASL_MECHANISM", "is not set");
  if (env.KAFKA_CA_FILE !== undefined && !env.KAFKA_SSL)
    refuse("KAFKA_CA_FILE", "is set, but KAFKA_SSL is not true");
});

/** Settings of the pipeline process. */
export type PipelineEnv = z.infer<typeof envSchema>;

/** Parses the settings; {@link parseEnv} says what is wrong with them. */
export function readPipelineEnv(source: Readonly<Record<string, string | undefined>>): PipelineEnv {
  return parseEnv(envSchema, source);
}
