import { FRESH_INTERVALS } from "@arterial/domain/data-age";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

/** How many of some devices have sent lately, as `dataAge` judges it. */
export async function countFreshDevices(
  db: Queryable,
  { ids, nowMs }: { ids: readonly string[]; nowMs: number },
): Promise<number> {
  const { rows } = await db.query(
    `select count(*)::int as fresh
       from device join timeseries.latest_observation latest on latest.device_id = device.id
      where device.id = any($1)
        and extract(epoch from $2::timestamptz - latest.ts) <= $3 * expected_interval_s`,
    [ids, new Date(nowMs), FRESH_INTERVALS],
  );
  return z.object({ fresh: z.number() }).parse(rows[0]).fresh;
}
