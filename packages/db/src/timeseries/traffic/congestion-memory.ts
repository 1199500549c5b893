import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import type { Queue } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import { inTransaction, type Pool, type Queryable } from "../../pool.ts";
import { writeAnomalies } from "./anomalies.ts";
import { writeBottlenecks } from "./bottlenecks.ts";
import { writeQueues } from "./queues.ts";

const rowsSchema = z.array(
  z
    .object({ size_s: z.number(), taken_to: z.number(), memory: z.unknown(), untold: z.unknown() })
    .transform((row) => ({
      sizeS: row.size_s,
      takenTo: row.taken_to,
      memory: row.memory,
      untold: row.untold,
    })),
);

/** How far the windows of one size were taken, and JSON that its owner understands. */
export interface CongestionMemoryRow {
  /** Size of the windows, s. */
  sizeS: number;
  /** Start of the newest windows that were taken, epoch ms. */
  takenTo: number;
  memory: unknown;
  /** What was found in them and may not be on the log; null when there is nothing. */
  untold: unknown;
}

/** What was found in the windows of one size. */
export interface CongestionFindings {
  queues: readonly Queue[];
  bottlenecks: readonly Bottleneck[];
  anomalies: readonly Anomaly[];
}

/** Stores what was found in windows and how far they were taken, both or neither. */
export async function writeCongestion(
  pool: Pool,
  findings: CongestionFindings,
  row: CongestionMemoryRow,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await writeQueues(client, findings.queues);
    await writeBottlenecks(client, findings.bottlenecks);
    await writeAnomalies(client, findings.anomalies);
    await client.query({
      name: "write_congestion_memory",
      text: `insert into timeseries.congestion_memory (size_s, taken_to, memory, untold)
        values ($1, to_timestamp($2::float8 / 1000), $3, $4)
        on conflict (size_s) do update set taken_to = excluded.taken_to, memory = excluded.memory,
          untold = excluded.untold`,
      values: [
        row.sizeS,
        row.takenTo,
        JSON.stringify(row.memory),
        row.untold === null ? null : JSON.stringify(row.untold),
      ],
    });
  });
}

/** Notes that what was found in the newest windows of a size is on the log. */
export async function markCongestionTold(db: Queryable, sizeS: number): Promise<void> {
  await db.query("update timeseries.congestion_memory set untold = null where size_s = $1", [sizeS]);
}

/** How far the windows of each size were taken, as far as that was stored. */
export async function readCongestionMemory(db: Queryable): Promise<CongestionMemoryRow[]> {
  const { rows } = await db.query(
    `select size_s, (extract(epoch from taken_to) * 1000)::float8 as taken_to, memory, untold
      from timeseries.congestion_memory order by size_s`,
  );
  return rowsSchema.parse(rows);
}

const foundRowsSchema = z.array(z.object({ minute: z.number().nullable(), point: z.number().nullable() }));

/**
 * Start of the newest windows in which anything was found, by their size in s, epoch ms: they were taken, and in those
 * after them nothing began.
 */
export async function readNewestFinding(db: Queryable): Promise<Map<number, number>> {
  const { rows } = await db.query(
    `select (extract(epoch from (select max(ts) - interval '1 minute' from timeseries.queue_state_1m)) * 1000)::float8
              as minute,
            (extract(epoch from greatest(
              (select max(last_at) - interval '5 minutes' from timeseries.bottleneck),
              (select greatest(max(started_at), max(ended_at) - interval '5 minutes') from timeseries.anomaly)
            )) * 1000)::float8 as point`,
  );
  const [found] = foundRowsSchema.parse(rows);
  return new Map([
    ...(found?.minute == null ? [] : [[60, found.minute] as const]),
    ...(found?.point == null ? [] : [[300, found.point] as const]),
  ]);
}
