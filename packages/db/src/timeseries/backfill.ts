import { z } from "zod";
import type { Queryable } from "../pool.ts";

const rowsSchema = z.array(
  z
    .object({
      name: z.string(),
      doneRows: z.number(),
      totalRows: z.number(),
      startedAt: z.date(),
      finishedAt: z.date().nullable(),
    })
    .transform((row) => ({
      ...row,
      startedAt: row.startedAt.getTime(),
      finishedAt: row.finishedAt?.getTime() ?? null,
    })),
);

/** How far a load of history has come; times are epoch ms. */
export type BackfillState = z.infer<typeof rowsSchema>[number];

/** All loads of history that were ever begun. */
export async function readBackfills(db: Queryable): Promise<BackfillState[]> {
  const { rows } = await db.query(
    `select name, done_rows as "doneRows", total_rows as "totalRows", started_at as "startedAt",
        finished_at as "finishedAt" from timeseries.backfill_state order by name`,
  );
  return rowsSchema.parse(rows);
}
