import { createPool, type Pool } from "../../packages/db/src/pool.ts";
import type { Load } from "../load/run-load.ts";
import { findMosquitto, type PeerBroker, startMosquitto } from "../peers/mosquitto.ts";
import { nodeRedTable, startNodeRed } from "../peers/node-red.ts";
import { runStoringPeer, type StoringPeer } from "../peers/storing-peer.ts";
import { startTelegraf } from "../peers/telegraf.ts";

/** A peer that is running, with its broker. */
export interface RunningPeer {
  name: string;
  /** Readings a second from the first publication to the last row; throws when a reading is missing. */
  measure(load: Load): Promise<number>;
  stop(): Promise<void>;
}

/** The peers of this machine, and why others are not among them. */
export interface Peers {
  running: RunningPeer[];
  missing: string[];
  stop(): Promise<void>;
}

/** Telegraf's own columns; the key and the index are those of the pipeline's table. */
const TELEGRAF_TABLE = `create table traffic ("time" timestamptz not null, device_id text not null,
  "flowVph" float8, "speedKmh" float8, occupancy float8, lane float8 not null,
  primary key (device_id, "time", lane)); create index on traffic ("time", device_id)`;

async function startPeer(pool: Pool, start: (broker: PeerBroker) => Promise<StoringPeer>, mosquitto: string) {
  const broker = await startMosquitto(mosquitto);
  try {
    const peer = await start(broker);
    return {
      name: peer.name,
      measure: async (load: Load) => {
        const { readings, stored, seconds } = await runStoringPeer(pool, peer, load);
        if (stored !== readings) throw new Error(`${peer.name} stored ${stored} of ${readings}`);
        return stored / seconds;
      },
      stop: async () => {
        await peer.stop();
        await broker.stop();
      },
    };
  } catch (error) {
    await broker.stop();
    throw error;
  }
}

/** Starts every peer that this machine can have, each behind a broker of its own and on tables like ours. */
export async function startPeers(peerUrl: string): Promise<Peers> {
  const pool = createPool({ url: peerUrl, applicationName: "arterial-bench-peers", max: 2 });
  const running: RunningPeer[] = [];
  const missing: string[] = [];
  const stop = async () => {
    for (const peer of running) await peer.stop();
    await pool.end();
  };
  const mosquitto = findMosquitto();
  if (mosquitto === undefined) return { running, missing: ["Mosquitto is not installed"], stop };
  for (const statement of [nodeRedTable("rows"), nodeRedTable("batches"), TELEGRAF_TABLE])
    await pool.query(statement);
  const starts: Readonly<Record<string, (broker: PeerBroker) => Promise<StoringPeer>>> = {
    Telegraf: (broker) => startTelegraf(broker, peerUrl),
    "Node-RED with a statement for each message": (broker) => startNodeRed("rows", broker, peerUrl),
    "Node-RED with gathered rows": (broker) => startNodeRed("batches", broker, peerUrl),
  };
  for (const [name, start] of Object.entries(starts)) {
    try {
      running.push(await startPeer(pool, start, mosquitto));
    } catch (error) {
      missing.push(`${name} could not be started: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { running, missing, stop };
}
