import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowSchema = z
  .object({
    id: z.number(),
    letter_id: z.number(),
    requested_at: z.date(),
    topic: z.string(),
    done_at: z.date().nullable(),
    accepted: z.number().nullable(),
    refused: z.number().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    letterId: row.letter_id,
    requestedAt: row.requested_at.getTime(),
    topic: row.topic,
    doneAt: row.done_at?.getTime() ?? null,
    accepted: row.accepted,
    refused: row.refused,
  }));

/** A dead letter sent again; times are epoch ms, the counts of its readings null until ingest has taken it. */
export type DeadLetterReplay = z.infer<typeof rowSchema>;

const waitingSchema = z.object({
  id: z.number(),
  letter_id: z.number(),
  topic: z.string(),
  payload: z.instanceof(Buffer),
});

const COLUMNS = "id, letter_id, requested_at, topic, done_at, accepted, refused";

/** Adds a replay, unless one of the same letter waits or was taken whole; undefined then. */
export async function insertReplay(
  db: Queryable,
  replay: { letterId: number; topic: string; payload: Uint8Array },
): Promise<DeadLetterReplay | undefined> {
  const { rows } = await db.query(
    `insert into timeseries.dead_letter_replay (letter_id, topic, payload) values ($1, $2, $3)
      on conflict do nothing returning ${COLUMNS}`,
    [replay.letterId, replay.topic, Buffer.from(replay.payload)],
  );
  return rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
}

/** The latest replay of a letter; undefined when there was none. */
export async function readLatestReplay(
  db: Queryable,
  letterId: number,
): Promise<DeadLetterReplay | undefined> {
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.dead_letter_replay where letter_id = $1 order by id desc limit 1`,
    [letterId],
  );
  return rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
}

/** Locks the oldest replay that waits and that no other process is taking; to be called in a transaction. */
export async function claimReplay(
  db: Queryable,
): Promise<{ id: number; letterId: number; topic: string; payload: Buffer } | undefined> {
  const { rows } = await db.query(
    `select id, letter_id, topic, payload from timeseries.dead_letter_replay
      where done_at is null order by id limit 1 for update skip locked`,
  );
  if (rows[0] === undefined) return undefined;
  const { letter_id: letterId, ...waiting } = waitingSchema.parse(rows[0]);
  return { letterId, ...waiting };
}

/** Notes what became of a replay, and marks its letter as replayed when all of it was taken. */
export async function finishReplay(
  db: Queryable,
  replay: { id: number; letterId: number; doneAt: number; accepted: number; refused: number },
): Promise<void> {
  await db.query(
    `update timeseries.dead_letter_replay
        set done_at = to_timestamp($2::float8 / 1000), accepted = $3, refused = $4 where id = $1`,
    [replay.id, replay.doneAt, replay.accepted, replay.refused],
  );
  if (replay.refused > 0) return;
  await db.query(
    "update timeseries.dead_letter set replayed_at = to_timestamp($2::float8 / 1000) where id = $1",
    [replay.letterId, replay.doneAt],
  );
}
