import { cpus } from "node:os";
import { TRAFFIC_TABLE } from "../packages/db/src/timeseries/traffic/observation-table.ts";
import { measurePipeline } from "./ingest/ours.ts";
import { type Peers, startPeers } from "./ingest/peers.ts";
import { type Load, runLoad } from "./load/run-load.ts";
import { startAedes } from "./peers/aedes.ts";
import { findMosquitto, type PeerBroker, startMosquitto } from "./peers/mosquitto.ts";
import { atLeast, type BenchmarkResult } from "./report/benchmark.ts";
import { type BenchDatabase, startBenchDatabase } from "./setup/bench-database.ts";
import { startBenchPipeline } from "./setup/bench-pipeline.ts";
import { benchObservations, measureCopy } from "./setup/copy-limit.ts";
import { createSeries } from "./setup/series.ts";

export const summary = "readings a second from PUBLISH over MQTT to the committed row";

const UNIT = "readings/s";
const ROUNDS = 3;
const COPIED_ROWS = 200_000;
const SINGLE: Load = { kind: "traffic", messages: 100_000, perMessage: 1, connections: 20, window: 500 };
const ARRAYS: Load = { kind: "traffic", messages: 15_000, perMessage: 20, connections: 20, window: 50 };
/** The slow ones get less of the same. */
const PEER_SINGLE: Load = { ...SINGLE, messages: 40_000 };

const LIMITS = {
  copy: "bare binary COPY into the same table",
  aedes: "aedes alone, acknowledging at once and storing nothing",
  mosquitto: "Mosquitto alone, acknowledging at once and storing nothing",
};

async function measureBroker(broker: PeerBroker): Promise<number> {
  try {
    const { readings, seconds } = await runLoad(broker.port, SINGLE);
    return readings / seconds;
  } finally {
    await broker.stop();
  }
}

/** All of it in turn, so that a busy machine slows everyone down alike. */
async function measureAll(database: BenchDatabase, mqttPort: number, peers: Peers) {
  const single = createSeries();
  const arrays = createSeries();
  const mosquitto = findMosquitto();
  const rows = benchObservations("traffic", COPIED_ROWS);
  for (let round = 0; round < ROUNDS; round++) {
    single.add("ours", await measurePipeline(database.pool, mqttPort, SINGLE));
    arrays.add("ours", await measurePipeline(database.pool, mqttPort, ARRAYS));
    for (const peer of peers.running) {
      single.add(peer.name, await peer.measure(PEER_SINGLE));
      arrays.add(peer.name, await peer.measure(ARRAYS));
    }
    await database.pool.query("truncate timeseries.traffic_observation");
    single.add(LIMITS.copy, await measureCopy(database.pool, TRAFFIC_TABLE, rows));
    single.add(LIMITS.aedes, await measureBroker(await startAedes()));
    if (mosquitto) single.add(LIMITS.mosquitto, await measureBroker(await startMosquitto(mosquitto)));
  }
  return { single, arrays };
}

type Measured = Awaited<ReturnType<typeof measureAll>>;

function report({ single, arrays }: Measured, peers: Peers, description: string): BenchmarkResult {
  const ours = single.median("ours");
  const oursInArrays = arrays.median("ours");
  const peerOf = (word: string) => peers.running.find((peer) => peer.name.includes(word))?.name;
  const ratioTo = (word: string, series: Measured["single"]) => {
    const name = peerOf(word);
    return name === undefined ? Number.NaN : series.median("ours") / series.median(name);
  };
  return {
    name: "ingest",
    ours: { value: ours, unit: UNIT },
    limit: { value: single.median(LIMITS.copy), unit: UNIT },
    peers: peers.running.map(({ name }) => ({ name, value: single.median(name), unit: UNIT })),
    arraysOf20: {
      ours: { value: oursInArrays, unit: UNIT },
      peers: peers.running.map(({ name }) => ({ name, value: arrays.median(name), unit: UNIT })),
    },
    limits: Object.values(LIMITS).map((name) => ({ name, value: single.median(name), unit: UNIT })),
    ratios: {
      toCopy: ours / single.median(LIMITS.copy),
      toAedes: ours / single.median(LIMITS.aedes),
      toTelegraf: ratioTo("Telegraf", single),
      toTelegrafInArrays: ratioTo("Telegraf", arrays),
      toNodeRed: ratioTo("an insert for each message", single),
      toNodeRedGathered: ratioTo("rows gathered", single),
    },
    bars: [
      atLeast("messages of one reading, readings/s", ours, 15_000),
      atLeast("messages of 20 readings, readings/s", oursInArrays, 60_000),
      atLeast("to Telegraf, one reading each", ratioTo("Telegraf", single), 2),
      atLeast("to Telegraf, 20 readings each", ratioTo("Telegraf", arrays), 2),
      atLeast("to Node-RED, one reading each", ratioTo("an insert for each message", single), 10),
    ],
    notes: [
      `${description}; fsync on; ${cpus().length} cores shared by generator, broker, pipeline and database`,
      "ours: QoS 1, 20 connections, acknowledged after the commit; sent = acknowledged = rows in every run",
      "peers: Mosquitto acknowledges before they store; they check neither the values nor for repeats",
      ...peers.missing,
    ],
    runs: { single: single.all(), arraysOf20: arrays.all() },
  };
}

/** How many readings a second come in over MQTT at QoS 1 and are acknowledged after their commit. */
export async function run(): Promise<BenchmarkResult> {
  const database = await startBenchDatabase();
  const peers = await startPeers(database.peerUrl);
  const pipeline = await startBenchPipeline(database.pipelineUrl);
  try {
    await runLoad(pipeline.mqttPort, { ...SINGLE, messages: 20_000 });
    return report(await measureAll(database, pipeline.mqttPort, peers), peers, database.description);
  } finally {
    await pipeline.stop();
    await peers.stop();
    await database.stop();
  }
}
