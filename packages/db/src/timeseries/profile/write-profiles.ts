import type { Spread } from "@arterial/domain/statistics/quantile";
import { inTransaction, type Pool } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

/** Spread of one channel of one device, or one metric of one segment, in one hour of the week. */
export interface ProfileEntry extends Spread {
  /** Device or segment. */
  id: string;
  /** Channel or metric. */
  quantity: string;
  hourOfWeek: number;
}

const TABLES = {
  segment: { name: "timeseries.segment_profile", id: "segment_id", quantity: "metric" },
  device: { name: "timeseries.device_profile", id: "device_id", quantity: "channel" },
} as const;

/** Puts the profiles of some segments or devices in the place of their old ones. */
export async function replaceProfiles(
  pool: Pool,
  subject: keyof typeof TABLES,
  entries: readonly ProfileEntry[],
): Promise<void> {
  const { name, id, quantity } = TABLES[subject];
  const ids = [...new Set(entries.map((entry) => entry.id))];
  await inTransaction(pool, async (client) => {
    await client.query(`delete from ${name} where ${id} = any($1)`, [ids]);
    await client.query(
      `insert into ${name} (${id}, ${quantity}, hour_of_week, p15, p50, p85, mad, samples)
        select * from unnest($1::text[], $2::text[], $3::int2[], $4::float8[], $5::float8[], $6::float8[],
          $7::float8[], $8::int4[])`,
      [
        arrayLiteral(entries.map((entry) => entry.id)),
        arrayLiteral(entries.map((entry) => entry.quantity)),
        arrayLiteral(entries.map((entry) => entry.hourOfWeek)),
        arrayLiteral(entries.map((entry) => entry.p15)),
        arrayLiteral(entries.map((entry) => entry.p50)),
        arrayLiteral(entries.map((entry) => entry.p85)),
        arrayLiteral(entries.map((entry) => entry.mad)),
        arrayLiteral(entries.map((entry) => entry.samples)),
      ],
    );
  });
}
