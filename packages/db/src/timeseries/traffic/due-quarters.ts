import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const startsSchema = z.array(z.object({ startMs: z.number() }));
const versionsSchema = z.array(z.object({ version: z.uuid() }));

const takenSchema = z.array(z.object({ isTaken: z.boolean() }));

const QUARTER_MS = 900_000;

/**
 * SQL, to be put before an `insert`, that marks the quarter-hours of new five-minute windows as due in the same
 * statement: neither is stored without the other. `startsMs` is SQL for an array of window starts, epoch ms.
 */
export function markDueSql(startsMs: string): string {
  return `with marked as (
      insert into timeseries.quarter_hour_due (ts)
        select distinct
            date_bin('15 minutes', to_timestamp(start_ms / 1000), timestamptz '2000-01-01 00:00:00+00') as quarter
          from unnest(${startsMs}) as start_ms order by quarter
        on conflict (ts) do update set version = excluded.version
    )`;
}

/** Starts, epoch ms, of the due quarter-hours that have ended by `endedByMs`, newest first. */
export async function readDueQuarters(
  db: Queryable,
  query: { endedByMs: number; limit: number },
): Promise<number[]> {
  const { rows } = await db.query(
    `select (extract(epoch from ts) * 1000)::float8 as "startMs" from timeseries.quarter_hour_due
      where ts <= to_timestamp($1::float8 / 1000) order by ts desc limit $2`,
    [query.endedByMs - QUARTER_MS, query.limit],
  );
  return startsSchema.parse(rows).map(({ startMs }) => startMs);
}

/**
 * Takes a due quarter-hour for this transaction and tells its version; undefined when another has it, or had. Whoever
 * writes windows meanwhile does not wait.
 */
export async function takeDueQuarter(db: Queryable, startMs: number): Promise<string | undefined> {
  const taken = await db.query(
    `select pg_try_advisory_xact_lock(hashtext('timeseries.quarter_hour_due'), $1::int) as "isTaken"`,
    [startMs / QUARTER_MS],
  );
  if (!takenSchema.parse(taken.rows)[0]?.isTaken) return undefined;
  // A statement of its own: one that took the lock would still see what another has just settled.
  const { rows } = await db.query(
    "select version from timeseries.quarter_hour_due where ts = to_timestamp($1::float8 / 1000)",
    [startMs],
  );
  return versionsSchema.parse(rows)[0]?.version;
}

/** Ends that a quarter-hour is due, unless its windows were written again after its version was read. */
export async function settleQuarter(db: Queryable, startMs: number, version: string): Promise<void> {
  await db.query(
    "delete from timeseries.quarter_hour_due where ts = to_timestamp($1::float8 / 1000) and version = $2",
    [startMs, version],
  );
}
