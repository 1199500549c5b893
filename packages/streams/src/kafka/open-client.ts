import { Kafka, type LogEntry, logLevel } from "kafkajs";

/** Ways to sign in to Kafka that are supported. */
export const SASL_MECHANISMS = ["plain", "scram-sha-256", "scram-sha-512"] as const;

/** Account at Kafka. */
export interface KafkaAccount {
  mechanism: (typeof SASL_MECHANISMS)[number];
  username: string;
  password: string;
}

/** Where Kafka is and who we are there. */
export interface KafkaClientOptions {
  brokers: readonly string[];
  clientId: string;
  /** Reaches Kafka over TLS; with certificates (PEM) of its own, or those that the system knows. */
  tls?: { ca?: string } | undefined;
  account?: KafkaAccount | undefined;
  /** How long an unreachable Kafka is waited for before the log fails. */
  giveUpAfterMs: number;
  onLog?: (entry: LogEntry) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Prepares the client; it connects when it is used. */
export function openKafkaClient(options: KafkaClientOptions): Kafka {
  const { tls, account } = options;
  return new Kafka({
    brokers: [...options.brokers],
    clientId: options.clientId,
    ...(tls === undefined ? {} : { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    // What kafkajs takes is one type for each mechanism.
    ...(account === undefined ? {} : { sasl: account as never }),
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => options.onLog?.(entry),
    retry: {
      initialRetryTime: FIRST_PAUSE_MS,
      maxRetryTime: LONGEST_PAUSE_MS,
      retries: Math.ceil(options.giveUpAfterMs / LONGEST_PAUSE_MS) + 5,
    },
  });
}
