import type { LiveDevice } from "@arterial/domain/live/frame";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(z.object({ id: z.string(), ts: z.date(), received_at: z.date() }));

/** When each feed of vehicles last reported a position; feeds that never did, or not within retention, are missing. */
export async function readFeedTimes(db: Queryable, deviceIds: readonly string[]): Promise<LiveDevice[]> {
  const { rows } = await db.query(
    `select feed.id, newest.ts, newest.received_at
       from unnest($1::text[]) as feed(id)
       cross join lateral (
         select ts, received_at from timeseries.vehicle_observation
          where device_id = feed.id order by ts desc limit 1) as newest`,
    [deviceIds],
  );
  return rowsSchema.parse(rows).map(({ id, ts, received_at }) => ({
    id,
    kind: "vehicle",
    ts: ts.getTime(),
    receivedAt: received_at.getTime(),
    values: {},
  }));
}
