import type { DeviceKind } from "@arterial/domain/device-kind";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(z.object({ id: z.string(), total: z.number() }));

/** Active devices of some kinds within bounds: how many, and the ids of those that are silent for longest. */
export async function findWorstDevices(
  db: Queryable,
  options: {
    bounds: readonly [number, number, number, number];
    kinds: readonly DeviceKind[];
    nowMs: number;
    limit: number;
  },
): Promise<{ ids: string[]; total: number }> {
  const [west, south, east, north] = options.bounds;
  const { rows } = await db.query(
    `select device.id, (count(*) over ())::int as total
       from device left join timeseries.latest_observation latest on latest.device_id = device.id
      where is_active and device.kind = any($7) and lon between $1 and $3 and lat between $2 and $4
      order by extract(epoch from $5::timestamptz - latest.ts) / expected_interval_s desc nulls first, device.id
      limit $6`,
    [west, south, east, north, new Date(options.nowMs), options.limit, options.kinds],
  );
  const found = rowsSchema.parse(rows);
  return { ids: found.map(({ id }) => id), total: found[0]?.total ?? 0 };
}
