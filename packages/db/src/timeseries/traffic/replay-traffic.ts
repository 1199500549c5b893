import type { Observation } from "@arterial/domain/observation";
import { z } from "zod";
import type { Pool, Queryable } from "../../pool.ts";
import { replayObservations } from "../replay-observations.ts";
import { TRAFFIC_TABLE } from "./observation-table.ts";
import { readFeedTimes } from "./read-feed-times.ts";
import { VEHICLE_TABLE } from "./vehicle-table.ts";

type TrafficObservation = Observation<"traffic" | "vehicle">;

const newestSchema = z.array(z.object({ ts: z.date().nullable() }));

/**
 * The newest time that stored positions and loop readings tell, epoch ms; a clock that runs ahead counts as `nowMs`.
 * Undefined when nothing is stored.
 */
export async function readNewestTrafficTime(
  db: Queryable,
  query: { vehicleFeedIds: readonly string[]; nowMs: number },
): Promise<number | undefined> {
  const { rows } = await db.query("select max(ts) as ts from timeseries.traffic_observation");
  const loops = newestSchema.parse(rows).flatMap(({ ts }) => (ts === null ? [] : [ts.getTime()]));
  const feeds = await readFeedTimes(db, query.vehicleFeedIds);
  const times = [...loops, ...feeds.map(({ ts }) => ts)];
  return times.length === 0 ? undefined : Math.min(query.nowMs, Math.max(...times));
}

/** Positions and loop readings with times in [from, to), both together in the order in which they were received. */
export async function* replayTraffic(
  pool: Pool,
  range: { fromMs: number; toMs: number },
): AsyncGenerator<TrafficObservation> {
  const vehicles = replayObservations(pool, VEHICLE_TABLE, range);
  const loops = replayObservations(pool, TRAFFIC_TABLE, range);
  let vehicle = await vehicles.next();
  let loop = await loops.next();
  while (!vehicle.done || !loop.done) {
    if (loop.done || (!vehicle.done && vehicle.value.receivedAt <= loop.value.receivedAt)) {
      yield { kind: "vehicle", ...vehicle.value };
      vehicle = await vehicles.next();
    } else {
      yield { kind: "traffic", ...loop.value };
      loop = await loops.next();
    }
  }
}
