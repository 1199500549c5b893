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
    payload_bytes: z.number(),
    replayed_at: z.date().nullable(),
    repeats: z.number(),
    repeated_at: z.date().nullable(),
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
    payloadBytes: row.payload_bytes,
    replayedAt: row.replayed_at?.getTime() ?? null,
    repeats: row.repeats,
    repeatedAt: row.repeated_at?.getTime() ?? null,
  }));

/** A list holds the beginning of a payload only: refused ones may be large, and many. */
export const LISTED_PAYLOAD_BYTES = 16_384;

/**
 * A refused reading as stored; times are epoch ms, `payloadBytes` is the size of the whole payload, `repeats` how often
 * the same message came again.
 */
export type StoredDeadLetter = z.infer<typeof rowSchema>;

export interface DeadLetterQuery {
  deviceId?: string | undefined;
  /** Only letters with a smaller id: the last one of the page before. */
  beforeId?: number | undefined;
  /** Only what had been refused at this moment, epoch ms. */
  knownAtMs?: number | undefined;
  limit: number;
}

const COLUMNS = `id, received_at, topic, device_id, kind, reason, detail, octet_length(payload) as payload_bytes,
  replayed_at, repeats, repeated_at`;

/** Refused readings, newest first, with at most the first 16 KiB of their payloads. */
export async function readDeadLetters(db: Queryable, query: DeadLetterQuery): Promise<StoredDeadLetter[]> {
  const { rows } = await db.query(
    `select ${COLUMNS}, substring(payload for ${LISTED_PAYLOAD_BYTES}) as payload from timeseries.dead_letter
      where ($1::text is null or device_id = $1) and ($2::bigint is null or id < $2)
        and ($4::float8 is null or received_at <= to_timestamp($4::float8 / 1000))
      order by id desc limit $3`,
    [query.deviceId ?? null, query.beforeId ?? null, query.limit, query.knownAtMs ?? null],
  );
  return z.array(rowSchema).parse(rows);
}

/** One refused reading with its whole payload; undefined when there is none. */
export async function readDeadLetter(db: Queryable, id: number): Promise<StoredDeadLetter | undefined> {
  const { rows } = await db.query(`select ${COLUMNS}, payload from timeseries.dead_letter where id = $1`, [
    id,
  ]);
  return rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
}
