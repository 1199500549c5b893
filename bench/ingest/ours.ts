import type { Pool } from "../../packages/db/src/pool.ts";
import { type Load, runLoad } from "../load/run-load.ts";

async function countRows(pool: Pool, table: string): Promise<number> {
  const { rows } = await pool.query<{ stored: number }>(`select count(*)::int as stored from ${table}`);
  return rows[0]?.stored ?? 0;
}

/**
 * Readings a second from the first publication to the last acknowledgement, each of which follows its commit. Throws
 * unless sent, acknowledged and stored are the same.
 */
export async function measurePipeline(pool: Pool, mqttPort: number, load: Load): Promise<number> {
  const table = `timeseries.${load.kind}_observation`;
  await pool.query(`truncate ${table}`);
  const { readings, messages, acknowledged, seconds } = await runLoad(mqttPort, load);
  const stored = await countRows(pool, table);
  if (acknowledged !== messages || stored !== readings)
    throw new Error(`${messages} sent, ${acknowledged} acknowledged, ${stored} of ${readings} rows`);
  return readings / seconds;
}
