import { readFileSync } from "node:fs";
import { EnvError } from "@arterial/runtime/env";
import type { KafkaClientOptions } from "@arterial/streams/kafka/open-client";
import type { PipelineEnv } from "../env.ts";

/**
 * How the settings say that Kafka is reached: over TLS or not, and by which account.
 * @throws EnvError when the file of certificates cannot be read.
 */
export function readKafkaAccess(env: PipelineEnv): Pick<KafkaClientOptions, "tls" | "account"> {
  const {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_USERNAME: username = "",
    KAFKA_PASSWORD: password = "",
  } = env;
  return {
    tls: env.KAFKA_SSL ? readTls(env.KAFKA_CA_FILE) : undefined,
    account: mechanism === undefined ? undefined : { mechanism, username, password },
  };
}

function readTls(caFile: string | undefined): { ca?: string } {
  if (caFile === undefined) return {};
  try {
    return { ca: readFileSync(caFile, "utf8") };
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new EnvError([{ variable: "KAFKA_CA_FILE", message: `cannot be read (${reason})` }]);
  }
}
