import { type DeviceKind, deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import type { Queryable } from "../pool.ts";
import { readFeedTimes } from "./traffic/read-feed-times.ts";

const rowsSchema = z.array(z.object({ kind: deviceKindSchema, ts: z.date() }));

/** Time of the newest stored reading of each kind, epoch ms; kinds of which nothing is stored are missing. */
export async function readNewestTimes(
  db: Queryable,
  query: { vehicleFeedIds: readonly string[] },
): Promise<Map<DeviceKind, number>> {
  const { rows } = await db.query(
    "select kind, max(ts) as ts from timeseries.latest_observation group by kind",
  );
  const newest = new Map(rowsSchema.parse(rows).map(({ kind, ts }) => [kind, ts.getTime()]));
  const feeds = await readFeedTimes(db, query.vehicleFeedIds);
  if (feeds.length > 0) newest.set("vehicle", Math.max(...feeds.map(({ ts }) => ts)));
  return newest;
}
