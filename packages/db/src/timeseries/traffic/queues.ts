import { QUEUE_ENDS, type Queue, queueStateSchema } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const rowsSchema = z.array(
  z
    .object({
      id: z.string(),
      place: z.string(),
      started_at: z.date(),
      peak_at: z.date(),
      peak_length_m: z.number(),
      peak_vehicles: z.number(),
      delay_veh_h: z.number(),
      ended_at: z.date().nullable(),
      end_kind: z.enum(QUEUE_ENDS).nullable(),
      merged_into: z.string().nullable(),
      split_from: z.string().nullable(),
      state: queueStateSchema,
    })
    .transform(
      (row): Queue => ({
        id: row.id,
        place: row.place,
        startedAt: row.started_at.getTime(),
        peakAt: row.peak_at.getTime(),
        peakLengthM: row.peak_length_m,
        peakVehicles: row.peak_vehicles,
        delayVehH: row.delay_veh_h,
        endedAt: row.ended_at?.getTime() ?? null,
        end: row.end_kind,
        mergedInto: row.merged_into,
        splitFrom: row.split_from,
        state: row.state,
      }),
    ),
);

const COLUMNS = `id, place, started_at, peak_at, peak_length_m, peak_vehicles, delay_veh_h, ended_at, end_kind,
  merged_into, split_from, state`;

/**
 * Stores queues as they were in a minute: each is one row, and one row more for the minute; both or neither within a
 * transaction of the caller's. The later word wins.
 */
export async function writeQueues(db: Queryable, queues: readonly Queue[]): Promise<void> {
  const newest = new Map(queues.map((queue) => [queue.id, queue]));
  const rows = [...newest.values()];
  if (rows.length === 0) return;
  await upsertQueues(db, rows);
  await upsertStates(db, rows);
}

async function upsertQueues(db: Queryable, rows: readonly Queue[]): Promise<void> {
  await db.query({
    name: "upsert_queues",
    text: `insert into timeseries.queue (${COLUMNS})
      select id, place, to_timestamp(started_at / 1000), to_timestamp(peak_at / 1000), peak_length_m, peak_vehicles,
             delay_veh_h, to_timestamp(ended_at / 1000), end_kind, merged_into, split_from, state
        from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[],
                    $8::float8[], $9::text[], $10::text[], $11::text[], $12::jsonb[])
          as input(${COLUMNS})
      on conflict (id) do update set place = excluded.place, peak_at = excluded.peak_at,
        peak_length_m = excluded.peak_length_m, peak_vehicles = excluded.peak_vehicles,
        delay_veh_h = excluded.delay_veh_h, ended_at = excluded.ended_at, end_kind = excluded.end_kind,
        merged_into = excluded.merged_into, state = excluded.state`,
    values: [
      arrayLiteral(rows.map((row) => row.id)),
      arrayLiteral(rows.map((row) => row.place)),
      arrayLiteral(rows.map((row) => row.startedAt)),
      arrayLiteral(rows.map((row) => row.peakAt)),
      arrayLiteral(rows.map((row) => row.peakLengthM)),
      arrayLiteral(rows.map((row) => row.peakVehicles)),
      arrayLiteral(rows.map((row) => row.delayVehH)),
      arrayLiteral(rows.map((row) => row.endedAt)),
      arrayLiteral(rows.map((row) => row.end)),
      arrayLiteral(rows.map((row) => row.mergedInto)),
      arrayLiteral(rows.map((row) => row.splitFrom)),
      arrayLiteral(rows.map((row) => row.state)),
    ],
  });
}

async function upsertStates(db: Queryable, rows: readonly Queue[]): Promise<void> {
  const columns = `queue_id, ts, head_segment_id, tail_segment_id, length_m, growth_m_per_min, vehicles, speed_kmh,
    delay_veh_h, segment_ids`;
  const states = rows.map(({ state }) => state);
  await db.query({
    name: "upsert_queue_states",
    text: `insert into timeseries.queue_state_1m (${columns})
      select queue_id, to_timestamp(ts / 1000), head_segment_id, tail_segment_id, length_m, growth_m_per_min, vehicles,
             speed_kmh, delay_veh_h, segment_ids
        from unnest($1::text[], $2::float8[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::float8[],
                    $8::float8[], $9::float8[], $10::jsonb[])
          as input(${columns})
      on conflict (queue_id, ts) do nothing`,
    values: [
      arrayLiteral(rows.map((row) => row.id)),
      arrayLiteral(states.map((state) => state.at)),
      arrayLiteral(states.map((state) => state.headSegmentId)),
      arrayLiteral(states.map((state) => state.tailSegmentId)),
      arrayLiteral(states.map((state) => state.lengthM)),
      arrayLiteral(states.map((state) => state.growthMPerMin)),
      arrayLiteral(states.map((state) => state.vehicles)),
      arrayLiteral(states.map((state) => state.speedKmh)),
      arrayLiteral(states.map((state) => state.delayVehH)),
      arrayLiteral(states.map((state) => JSON.stringify(state.segmentIds))),
    ],
  });
}

/** Queues that have not ended, the longest first. */
export async function readOpenQueues(db: Queryable): Promise<Queue[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.queue where ended_at is null order by id`,
  );
  return rowsSchema.parse(rows).sort((a, b) => b.state.lengthM - a.state.lengthM);
}

export interface QueueQuery {
  id?: string | undefined;
  isOpen?: boolean | undefined;
  /** Begun from this instant on and before that one, epoch ms. */
  fromMs: number;
  toMs: number;
  limit: number;
  /** Key of the last row of the page before. */
  after?: [startedAt: number, id: string] | undefined;
}

/** Queues by the time at which they began, newest first, a page at a time. */
export async function readQueues(db: Queryable, query: QueueQuery): Promise<Queue[]> {
  const { id, isOpen, fromMs, toMs, limit, after } = query;
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.queue
      where started_at >= to_timestamp($1::float8 / 1000) and started_at < to_timestamp($2::float8 / 1000)
        and ($3::text is null or id = $3) and ($4::bool is null or (ended_at is null) = $4)
        and ($5::float8 is null or (started_at, id) < (to_timestamp($5::float8 / 1000), $6::text))
      order by started_at desc, id desc limit $7`,
    [fromMs, toMs, id ?? null, isOpen ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rowsSchema.parse(rows);
}

const pointRowsSchema = z.array(
  z.object({
    t: z.number(),
    lengthM: z.number(),
    growthMPerMin: z.number(),
    vehicles: z.number(),
    speedKmh: z.number().nullable(),
    delayVehH: z.number(),
  }),
);

/** A queue in one minute that ends at `t`, epoch ms. */
export type QueuePoint = z.infer<typeof pointRowsSchema>[number];

/** The minutes of one queue, oldest first. */
export async function readQueueGrowth(db: Queryable, id: string): Promise<QueuePoint[]> {
  const { rows } = await db.query(
    `select (extract(epoch from ts) * 1000)::float8 as t, length_m as "lengthM", growth_m_per_min as "growthMPerMin",
            vehicles, speed_kmh as "speedKmh", delay_veh_h as "delayVehH"
       from timeseries.queue_state_1m
       where queue_id = $1 and ts > (select started_at from timeseries.queue where id = $1) order by ts`,
    [id],
  );
  return pointRowsSchema.parse(rows);
}
