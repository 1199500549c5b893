import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "../../postgres/free-port.ts";
import { ask } from "../ask.ts";
import type { Service, ServicePaths } from "../service.ts";
import { fetchKafkaJars, KAFKA_VERSION } from "./classpath.ts";

/** ApiVersions v0 without a client id: size, api key 18, version 0, correlation id 1, no text. */
const API_VERSIONS = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
/** Where the answer carries its error code. */
const ERROR_AT = 8;

/** One node that is broker and controller; a topic exists only when it was created. */
function configuration(data: string, port: number, controllerPort: number): string {
  return [
    "process.roles=broker,controller",
    "node.id=1",
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    "controller.listener.names=CONTROLLER",
    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    "inter.broker.listener.name=PLAINTEXT",
    `log.dirs=${data}`,
    "auto.create.topics.enable=false",
    "offsets.topic.replication.factor=1",
    "offsets.topic.num.partitions=4",
    "transaction.state.log.replication.factor=1",
    "transaction.state.log.min.isr=1",
    "transaction.state.log.num.partitions=4",
    "share.coordinator.state.topic.replication.factor=1",
    "share.coordinator.state.topic.min.isr=1",
    "broker.session.timeout.ms=3000",
    "broker.heartbeat.interval.ms=500",
    "group.initial.rebalance.delay.ms=0",
    "group.min.session.timeout.ms=1000",
    "log.retention.check.interval.ms=60000",
    "",
  ].join("\n");
}

async function format(classpath: string, file: string, { data }: ServicePaths): Promise<void> {
  if (existsSync(join(data, "meta.properties"))) return;
  // Base64url may begin with a hyphen, which the tool takes for an option; hexadecimal digits are valid in it too.
  const clusterId = randomBytes(11).toString("hex");
  await promisify(execFile)("java", [
    "-cp",
    classpath,
    "kafka.tools.StorageTool",
    "format",
    "-t",
    clusterId,
    "-c",
    file,
  ]);
}

/** The event log Apache Kafka in KRaft mode, run from its jars. */
export const kafka: Service = {
  name: "kafka",
  defaultPort: 19_092,
  stopSignal: "SIGTERM",
  prepare: async (paths, port) => {
    const classpath = join(await fetchKafkaJars(), "*");
    const file = join(paths.folder, "server.properties");
    writeFileSync(file, configuration(paths.data, port, await findFreePort()));
    await format(classpath, file, paths);
    const logging = join(import.meta.dirname, "log4j2.properties");
    const machine = ["-Xms256m", "-Xmx512m", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20"];
    return {
      version: KAFKA_VERSION,
      command: "java",
      args: [...machine, `-Dlog4j2.configurationFile=${logging}`, "-cp", classpath, "kafka.Kafka", file],
    };
  },
  isReady: async (_paths, port) => (await ask(port, API_VERSIONS))?.readInt16BE(ERROR_AT) === 0,
  settings: (_paths, port) => ({ KAFKA_BROKERS: `127.0.0.1:${port}` }),
};
