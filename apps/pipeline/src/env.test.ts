import { EnvError } from "@arterial/runtime/env";
import { expect, it } from "vitest";
import { readPipelineEnv } from "./env.ts";
import { readKafkaAccess } from "./log/kafka-access.ts";

const read = (settings: Record<string, string>) =>
  readPipelineEnv({ PIPELINE_DATABASE_URL: "postgres://nobody@localhost/none", ...settings });
const ACCOUNT = {
  KAFKA_SASL_MECHANISM: "scram-sha-512",
  KAFKA_USERNAME: "pipeline",
  KAFKA_PASSWORD: "s3cret",
};

function refusalOf(settings: Record<string, string>): EnvError | undefined {
  try {
    readKafkaAccess(read(settings));
  } catch (error) {
    if (error instanceof EnvError) return error;
    throw error;
  }
  return undefined;
}

it("reaches Kafka in plain text and without an account unless told", () => {
  expect(readKafkaAccess(read({}))).toEqual({ tls: undefined, account: undefined });
});

it("reaches Kafka over TLS and by an account", () => {
  expect(readKafkaAccess(read({ KAFKA_SSL: "true", ...ACCOUNT }))).toEqual({
    tls: {},
    account: { mechanism: "scram-sha-512", username: "pipeline", password: "s3cret" },
  });
});

it.each([
  [{ ...ACCOUNT, KAFKA_PASSWORD: "" }, "KAFKA_PASSWORD"],
  [{ ...ACCOUNT, KAFKA_USERNAME: "" }, "KAFKA_USERNAME"],
  [{ ...ACCOUNT, KAFKA_SASL_MECHANISM: "" }, "KAFKA_SASL_MECHANISM"],
  [{ ...ACCOUNT, KAFKA_SASL_MECHANISM: "kerberos" }, "KAFKA_SASL_MECHANISM"],
  [{ KAFKA_CA_FILE: "/ca.pem" }, "KAFKA_CA_FILE"],
  [{ KAFKA_SSL: "true", KAFKA_CA_FILE: "/there/is/no/such/file.pem" }, "KAFKA_CA_FILE"],
  [{ KAFKA_SSL: "perhaps" }, "KAFKA_SSL"],
])("refuses %o, and names %s without any value", (settings, variable) => {
  const refusal = refusalOf(settings);
  expect(refusal?.variables).toEqual([variable]);
  expect(refusal?.message).not.toContain("s3cret");
});
