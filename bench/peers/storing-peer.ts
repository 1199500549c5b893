import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "../../packages/db/src/pool.ts";
import { type Load, runLoad } from "../load/run-load.ts";

/** A product that takes readings from a broker and stores them in a table. */
export interface StoringPeer {
  name: string;
  /** Broker that the load goes to. */
  port: number;
  /** Table of the peer database that the rows end in. */
  table: string;
  stop(): Promise<void>;
}

/** What a peer did with a load. */
export interface StoredLoad {
  readings: number;
  stored: number;
  /** From the start of the load to the last row. */
  seconds: number;
}

const POLL_MS = 50;
/** A peer that stored nothing more for this long has lost the rest. */
const GIVE_UP_AFTER_MS = 8_000;

async function countRows(pool: Pool, table: string): Promise<number> {
  const { rows } = await pool.query<{ stored: number }>(`select count(*)::int as stored from ${table}`);
  return rows[0]?.stored ?? 0;
}

async function waitForRows(pool: Pool, table: string, expected: number) {
  let stored = 0;
  let changedAt = performance.now();
  while (stored < expected && performance.now() - changedAt < GIVE_UP_AFTER_MS) {
    await sleep(POLL_MS);
    const now = await countRows(pool, table);
    if (now !== stored) changedAt = performance.now();
    stored = now;
  }
  return { stored, lastRowAt: changedAt };
}

/** Gives a peer a load and waits until every reading is in its table, or nothing more comes. */
export async function runStoringPeer(pool: Pool, peer: StoringPeer, load: Load): Promise<StoredLoad> {
  await pool.query(`truncate ${peer.table}`);
  const { startedAt, readings } = await runLoad(peer.port, load);
  const { stored, lastRowAt } = await waitForRows(pool, peer.table, readings);
  return { readings, stored, seconds: (performance.timeOrigin + lastRowAt - startedAt) / 1_000 };
}
