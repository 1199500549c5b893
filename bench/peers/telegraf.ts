import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "./child-program.ts";
import type { PeerBroker } from "./mosquitto.ts";
import { peerFolder, runTool } from "./peer-folder.ts";
import type { StoringPeer } from "./storing-peer.ts";

const VERSION = "v1.37.2";
/** Only the plugins that are used: the build then takes a minute. */
const TAGS = "custom,inputs.mqtt_consumer,outputs.postgresql,parsers.json";

function configOf(broker: PeerBroker, databaseUrl: string): string {
  return `
[agent]
  interval = "1s"
  flush_interval = "100ms"
  metric_batch_size = 5000
  metric_buffer_limit = 1000000
  omit_hostname = true
[[inputs.mqtt_consumer]]
  servers = ["tcp://127.0.0.1:${broker.port}"]
  topics = ["city/v1/traffic/+"]
  qos = 1
  persistent_session = true
  client_id = "telegraf"
  max_undelivered_messages = 20000
  topic_tag = ""
  data_format = "json"
  json_time_key = "ts"
  json_time_format = "unix_ms"
  [[inputs.mqtt_consumer.topic_parsing]]
    topic = "city/v1/traffic/+"
    measurement = "_/_/measurement/_"
    tags = "_/_/_/device_id"
[[outputs.postgresql]]
  connection = "${databaseUrl}"
`;
}

/** Builds Telegraf with the Go toolchain of the machine, once, and starts it between a broker and a database. */
export async function startTelegraf(broker: PeerBroker, databaseUrl: string): Promise<StoringPeer> {
  const folder = await peerFolder(`telegraf-${VERSION}`, (into) =>
    runTool("go", ["install", "-tags", TAGS, `github.com/influxdata/telegraf/cmd/telegraf@${VERSION}`], {
      cwd: into,
      env: { GOFLAGS: "-mod=mod", GOBIN: into },
    }),
  );
  const settings = mkdtempSync(join(tmpdir(), "arterial-bench-telegraf-"));
  const config = join(settings, "telegraf.conf");
  writeFileSync(config, configOf(broker, databaseUrl));
  const program = await startProgram(join(folder, "telegraf"), ["--config", config], {
    isReady: (log) => log.includes("Connected [tcp://"),
  });
  return {
    name: `Telegraf ${VERSION}, mqtt_consumer to postgresql, behind Mosquitto`,
    port: broker.port,
    table: "traffic",
    stop: async () => {
      await program.stop();
      rmSync(settings, { recursive: true, force: true });
    },
  };
}
