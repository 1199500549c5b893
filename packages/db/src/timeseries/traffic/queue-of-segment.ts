import { QUEUE_GRACE_MINUTES } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

/** A queue that a segment is part of, and the segment at whose end it begins. */
export interface SegmentQueue {
  id: string;
  /** Epoch ms. */
  startedAt: number;
  headSegmentId: string;
}

const rowsSchema = z.array(z.object({ id: z.string(), startedAt: z.number(), headSegmentId: z.string() }));

const GRACE_MS = QUEUE_GRACE_MINUTES * 60_000;

/** The queue that a segment is part of and that was seen since `sinceMs`, the longest of several; null when there is none. */
export async function readOpenQueueOf(
  db: Queryable,
  { segmentId, sinceMs }: { segmentId: string; sinceMs: number },
): Promise<SegmentQueue | null> {
  const { rows } = await db.query(
    `select id, (extract(epoch from started_at) * 1000)::float8 as "startedAt",
            state->>'headSegmentId' as "headSegmentId"
       from timeseries.queue
      where ended_at is null and state->'segmentIds' ? $1 and (state->>'at')::float8 >= $2
      order by (state->>'lengthM')::float8 desc, id limit 1`,
    [segmentId, sinceMs],
  );
  return rowsSchema.parse(rows)[0] ?? null;
}

/** The queue that a segment was part of by the minutes that had ended at `untilMs`, the longest of several; null when there was none. */
export async function readPastQueueOf(
  db: Queryable,
  { segmentId, untilMs }: { segmentId: string; untilMs: number },
): Promise<SegmentQueue | null> {
  const { rows } = await db.query(
    `select id, (extract(epoch from started_at) * 1000)::float8 as "startedAt", head_segment_id as "headSegmentId"
       from (select distinct on (queue_id) queue_id, head_segment_id, segment_ids, length_m
               from timeseries.queue_state_1m
              where ts > to_timestamp($2::float8 / 1000) and ts <= to_timestamp($3::float8 / 1000)
              order by queue_id, ts desc) newest
       join timeseries.queue on id = queue_id
      where segment_ids ? $1
      order by length_m desc, id limit 1`,
    [segmentId, untilMs - GRACE_MS, untilMs],
  );
  return rowsSchema.parse(rows)[0] ?? null;
}
