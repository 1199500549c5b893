import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "./child-program.ts";
import type { PeerBroker } from "./mosquitto.ts";
import { peerFolder, runTool } from "./peer-folder.ts";
import type { StoringPeer } from "./storing-peer.ts";

const VERSION = "5.0.7";
const PG_VERSION = "8.23.1";

/** How a flow writes: a statement for each message, or for all rows of a tenth of a second. */
export type NodeRedFlow = "rows" | "batches";

const TABLE: Readonly<Record<NodeRedFlow, string>> = {
  rows: "node_red_rows",
  batches: "node_red_batches",
};
const NAME: Readonly<Record<NodeRedFlow, string>> = {
  rows: "an insert for each message",
  batches: "rows gathered for 100 ms",
};

/** The table that a flow writes to, with the key and the index of the pipeline's. */
export function nodeRedTable(flow: NodeRedFlow): string {
  const table = TABLE[flow];
  return `create table ${table} (ts timestamptz not null, device_id text not null, flow_vph float8,
    speed_kmh float8, occupancy float8, lane int2 not null, primary key (device_id, ts, lane));
    create index on ${table} (ts, device_id)`;
}

const TO_ROWS = `
const deviceId = msg.topic.split("/")[3];
const readings = Array.isArray(msg.payload) ? msg.payload : [msg.payload];
msg.payload = readings.map((r) => [r.ts, deviceId, r.flowVph, r.speedKmh, r.occupancy, r.lane]);
return msg;`;

function insertOf(flow: NodeRedFlow): string {
  return `
function insert(rows) {
  const columns = [0, 1, 2, 3, 4, 5].map((c) => rows.map((row) => row[c]));
  return context.get("pool").query({ name: "insert", text: ${JSON.stringify(
    `insert into ${TABLE[flow]} select to_timestamp(ts / 1000), device_id, flow_vph, speed_kmh, occupancy, lane
      from unnest($1::float8[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::int2[])
        as input(ts, device_id, flow_vph, speed_kmh, occupancy, lane)`,
  )}, values: columns }).catch((error) => node.error(error));
}`;
}

const WRITE: Readonly<Record<NodeRedFlow, string>> = {
  rows: `${insertOf("rows")}\nawait insert(msg.payload);\nreturn msg;`,
  batches: `${insertOf("batches")}
const waiting = context.get("waiting");
if (waiting.length === 0) setTimeout(() => insert(waiting.splice(0)), 100);
for (const row of msg.payload) waiting.push(row);
return null;`,
};

function nodesOf(flow: NodeRedFlow, broker: PeerBroker, databaseUrl: string): object[] {
  const initialize = `context.set("pool", new pg.Pool({ connectionString: ${JSON.stringify(databaseUrl)}, max: 10 }));
context.set("waiting", []);`;
  return [
    { id: "tab", type: "tab", label: "city" },
    {
      id: "broker",
      type: "mqtt-broker",
      broker: "127.0.0.1",
      port: String(broker.port),
      clientid: `node-red-${flow}`,
      protocolVersion: "4",
      keepalive: "60",
      cleansession: true,
      autoConnect: true,
    },
    {
      id: "in",
      type: "mqtt in",
      z: "tab",
      topic: "city/v1/traffic/+",
      qos: "1",
      datatype: "json",
      broker: "broker",
      wires: [["rows"]],
    },
    { id: "rows", type: "function", z: "tab", func: TO_ROWS, outputs: 1, wires: [["write"]] },
    {
      id: "write",
      type: "function",
      z: "tab",
      func: WRITE[flow],
      outputs: 1,
      initialize,
      libs: [{ var: "pg", module: "pg" }],
      wires: [[]],
    },
  ];
}

const SETTINGS = `module.exports = {
  flowFile: "flows.json", httpAdminRoot: false, httpNodeRoot: false, functionExternalModules: true,
  logging: { console: { level: "info", metrics: false, audit: false } }, telemetry: { enabled: false },
};\n`;

/** Installs Node-RED with npm, once, and starts it with one flow between a broker and a database. */
export async function startNodeRed(
  flow: NodeRedFlow,
  broker: PeerBroker,
  databaseUrl: string,
): Promise<StoringPeer> {
  const folder = await peerFolder(`node-red-${VERSION}`, async (into) => {
    writeFileSync(join(into, "package.json"), '{ "private": true }\n');
    const packages = [`node-red@${VERSION}`, `pg@${PG_VERSION}`];
    await runTool("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: into });
  });
  const userFolder = mkdtempSync(join(tmpdir(), "arterial-bench-node-red-"));
  symlinkSync(join(folder, "node_modules"), join(userFolder, "node_modules"));
  writeFileSync(join(userFolder, "package.json"), JSON.stringify({ dependencies: { pg: PG_VERSION } }));
  writeFileSync(join(userFolder, "settings.js"), SETTINGS);
  writeFileSync(join(userFolder, "flows.json"), JSON.stringify(nodesOf(flow, broker, databaseUrl)));
  const program = await startProgram(
    process.execPath,
    [join(folder, "node_modules", "node-red", "red.js"), "--userDir", userFolder],
    { isReady: (log) => log.includes("Connected to broker"), env: { NODE_ENV: "production" } },
  );
  return {
    name: `Node-RED ${VERSION}, ${NAME[flow]}, behind Mosquitto`,
    port: broker.port,
    table: TABLE[flow],
    stop: async () => {
      await program.stop();
      rmSync(userFolder, { recursive: true, force: true });
    },
  };
}
