import { z } from "zod";
import { inTransaction, type Pool } from "../../pool.ts";

const idsSchema = z.array(z.object({ id: z.number() }).transform(({ id }) => id));

/**
 * Deletes dead letters that were refused before `beforeMs`, the oldest first and at most `limit` at once, with their
 * replays; those that are being sent again stay. Returns how many it deleted.
 */
export async function deleteDeadLetters(
  pool: Pool,
  { beforeMs, limit }: { beforeMs: number; limit: number },
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      `select id from timeseries.dead_letter as letter
        where received_at < to_timestamp($1::float8 / 1000) and not exists (
          select from timeseries.dead_letter_replay where letter_id = letter.id and done_at is null)
        order by received_at limit $2 for update skip locked`,
      [beforeMs, limit],
    );
    // Nobody adds a replay to a letter that is locked; one that was added just before is seen only now.
    const { rowCount } = await client.query(
      `delete from timeseries.dead_letter as letter
        where id = any($1::bigint[]) and not exists (
          select from timeseries.dead_letter_replay where letter_id = letter.id and done_at is null)`,
      [idsSchema.parse(rows)],
    );
    return rowCount ?? 0;
  });
}
