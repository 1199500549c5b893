import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowSchema = z
  .object({
    id: z.number(),
    received_at: z.date(),
    topic: z.string(),
    device_id: z.string().nullable(),
    kind: z.string().nullable(),
    reason: z.string(),
    detail: z.string().nullable(),
    payload: z.instanceof(Buffer),
    replayed_at: z.date().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    receivedAt: row.received_at.getTime(),
    topic: row.topic,
    deviceId: row.device_id,
    kind: row.kind,
    reason: row.reason,
    detail: row.detail,
    payload: new Uint8Array(row.payload),
    replayedAt: row.replayed_at?.getTime() ?? null,
  }));

/** A refused reading as stored; times are epoch ms. */
export type StoredDeadLetter = z.infer<typeof rowSchema>;

export interface DeadLetterQuery {
  deviceId?: string | undefined;
  /** Only letters with a smaller id: the last one of the page before. */
  beforeId?: number | undefined;
  limit: number;
}

/** Refused readings, newest first. */
export async function readDeadLetters(db: Queryable, query: DeadLetterQuery): Promise<StoredDeadLetter[]> {
  const { rows } = await db.query(
    `select id, received_at, topic, device_id, kind, reason, detail, payload, replayed_at
       from timeseries.dead_letter
      where ($1::text is null or device_id = $1) and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    [query.deviceId ?? null, query.beforeId ?? null, query.limit],
  );
  return z.array(rowSchema).parse(rows);
}
