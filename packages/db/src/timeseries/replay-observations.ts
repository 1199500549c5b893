import type { DeviceKind } from "@arterial/domain/device-kind";
import { letIdle, type Pool } from "../pool.ts";
import { type ObservationTable, SEQ_COLUMN } from "./observation-table.ts";
import { type StoredObservation, toStoredObservation } from "./read-observations.ts";

const PAGE = 5_000;

/**
 * Stored readings with times of their own in [from, to), in the order in which they were received: what a part of the
 * stream has seen before it was interrupted. From one snapshot, by a cursor on a connection of its own.
 */
export async function* replayObservations<K extends DeviceKind>(
  pool: Pool,
  table: ObservationTable<K>,
  range: { fromMs: number; toMs: number },
): AsyncGenerator<StoredObservation<K>> {
  const columns = [SEQ_COLUMN, ...table.columns].map((column) => column.column);
  const client = await pool.connect();
  let isWhole = false;
  try {
    await client.query("begin read only");
    // Between two pages others are read and everything is worked through.
    await letIdle(client);
    await client.query(
      `declare replay_observations no scroll cursor for
        select device_id, ts, (extract(epoch from received_at) * 1000)::float8 as received_at, is_late,
               ${columns.join(", ")}
          from timeseries.${table.table} stored
         where ts >= to_timestamp(${Number(range.fromMs)}::float8 / 1000)
           and ts < to_timestamp(${Number(range.toMs)}::float8 / 1000)
         order by stored.received_at, device_id, ts`,
    );
    for (;;) {
      const { rows } = await client.query(`fetch ${PAGE} from replay_observations`);
      for (const row of rows as Record<string, unknown>[]) yield toStoredObservation(table, row);
      if (rows.length < PAGE) break;
    }
    await client.query("commit");
    isWhole = true;
  } finally {
    client.release(!isWhole);
  }
}
