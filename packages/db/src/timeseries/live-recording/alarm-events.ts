import { type AlarmEvent, alarmEventSchema } from "@arterial/domain/alarm/alarm-event";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(
  z
    .object({
      number: z.number(),
      alarm_id: z.string(),
      raised_at: z.date(),
      type: z.string(),
      at: z.date(),
      reason: z.string().nullable(),
      item: z.record(z.string(), z.unknown()),
    })
    .transform(({ number, type, reason, item, ...row }) => ({
      number,
      event: alarmEventSchema.parse({
        type,
        reason,
        at: row.at.getTime(),
        alarm: { ...item, id: row.alarm_id, raisedAt: row.raised_at.getTime() },
      }),
    })),
);

/** A transition that is not on the log yet, with its place in the order of transitions. */
export interface UntoldAlarmEvent {
  number: number;
  event: AlarmEvent;
}

/** Locks the oldest transitions that are not on the log; to be called in a transaction, which waits for others' locks. */
export async function claimAlarmEvents(db: Queryable, limit: number): Promise<UntoldAlarmEvent[]> {
  const { rows } = await db.query(
    `select number, alarm_id, raised_at, type, at, reason, item from timeseries.alarm_event
      where told_at is null order by number limit $1 for update`,
    [limit],
  );
  return rowsSchema.parse(rows);
}

const sinceSchema = z.array(z.object({ sinceMs: z.number() }));

/**
 * The instant, epoch ms, before which no transition that is not noted as told can have been put on the log: it had not
 * happened, or the one before it had not been told. Undefined when all are noted.
 */
export async function readUntoldSince(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query(
    `select (extract(epoch from greatest(at, (
              select told_at from timeseries.alarm_event as earlier
               where earlier.number < oldest.number order by earlier.number desc limit 1
            ))) * 1000)::float8 as "sinceMs"
       from (select number, at from timeseries.alarm_event where told_at is null order by number limit 1) as oldest`,
  );
  return sinceSchema.parse(rows)[0]?.sinceMs;
}

/** Notes that transitions are on the log; those that are noted already keep their time. */
export async function markAlarmEventsTold(
  db: Queryable,
  { numbers, toldAt }: { numbers: readonly number[]; toldAt: number },
): Promise<void> {
  if (numbers.length === 0) return;
  await db.query(
    `update timeseries.alarm_event set told_at = to_timestamp($2::float8 / 1000)
      where number = any($1::bigint[]) and told_at is null`,
    [numbers, toldAt],
  );
}
