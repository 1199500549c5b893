import { z } from "zod";
import type { Queryable } from "../pool.ts";

const stateSchema = z.object({
  doneRows: z.number(),
  totalRows: z.number(),
  startedAt: z.date().transform((date) => date.getTime()),
  finishedAt: z
    .date()
    .nullable()
    .transform((date) => date?.getTime() ?? null),
});

/** Where a load of history stands; times are epoch ms. */
export type BackfillPosition = z.infer<typeof stateSchema>;

/** Begins a load, or finds where one that was begun earlier stands: its start and total stay as they were. */
export async function beginBackfill(
  db: Queryable,
  options: { name: string; totalRows: number; nowMs: number },
): Promise<BackfillPosition> {
  await db.query(
    `insert into timeseries.backfill_state (name, total_rows, started_at)
      values ($1, $2, to_timestamp($3::float8 / 1000)) on conflict (name) do nothing`,
    [options.name, options.totalRows, options.nowMs],
  );
  const { rows } = await db.query(
    `select done_rows as "doneRows", total_rows as "totalRows", started_at as "startedAt",
        finished_at as "finishedAt" from timeseries.backfill_state where name = $1`,
    [options.name],
  );
  return stateSchema.parse(rows[0]);
}

/** Notes how far a load has come: in the transaction of the rows themselves. */
export async function advanceBackfill(
  db: Queryable,
  position: { name: string; doneRows: number; isFinished: boolean },
): Promise<void> {
  await db.query(
    `update timeseries.backfill_state set done_rows = $2, finished_at = case when $3 then now() end where name = $1`,
    [position.name, position.doneRows, position.isFinished],
  );
}
