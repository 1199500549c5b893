import type { AbnormalItem } from "@arterial/domain/live/frame";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const CLEARED = "insert into timeseries.alarm_event (alarm_id, raised_at, type, at, reason, item)";

/** What a list has that the one before had not, and what it has no more; of that, what still holds, `grouped`. */
export interface ListChange {
  came: readonly AbnormalItem[];
  left: readonly string[];
  grouped?: readonly string[];
}

/** Notes what came on the list of abnormal items at `atMs`, and what left it, each with its event to be told. */
export async function writeEpisodes(
  db: Queryable,
  atMs: number,
  { came, left, grouped = [] }: ListChange,
): Promise<void> {
  if (came.length > 0) {
    await db.query(
      `with came as (
        insert into timeseries.abnormal_episode (id, known_at, severity, kind, code, item)
        select id, to_timestamp($1::float8 / 1000), severity, kind, code, item
          from unnest($2::text[], $3::int2[], $4::text[], $5::text[], $6::jsonb[])
            as input(id, severity, kind, code, item)
        on conflict do nothing returning id, known_at, item
      ) insert into timeseries.alarm_event (alarm_id, raised_at, type, at, item)
        select id, known_at, 'raised', known_at, item from came order by id`,
      [
        atMs,
        arrayLiteral(came.map(({ id }) => id)),
        arrayLiteral(came.map(({ severity }) => severity)),
        arrayLiteral(came.map(({ kind }) => kind)),
        arrayLiteral(came.map(({ code }) => code)),
        arrayLiteral(came),
      ],
    );
  }
  if (left.length > 0) {
    await db.query(
      `with gone as (
        update timeseries.abnormal_episode set gone_at = to_timestamp($1::float8 / 1000)
         where id = any($2::text[]) and gone_at is null returning id, known_at, gone_at, item
      ) ${CLEARED} select id, known_at, 'cleared', gone_at,
                          case when id = any($3::text[]) then 'grouped' else 'gone' end, item
                     from gone order by id`,
      [atMs, arrayLiteral(left), arrayLiteral(grouped)],
    );
  }
}

/** Ends what was still open when the recording stopped. */
export async function closeEpisodes(db: Queryable, atMs: number): Promise<void> {
  await db.query(
    `with gone as (
      update timeseries.abnormal_episode set gone_at = to_timestamp($1::float8 / 1000)
       where gone_at is null returning id, known_at, gone_at, item
    ) ${CLEARED} select id, known_at, 'cleared', gone_at, 'interrupted', item from gone order by id`,
    [atMs],
  );
}

/** Deletes what had ended before `beforeMs`, and transitions from before then that have been told. */
export async function deleteEpisodes(db: Queryable, { beforeMs }: { beforeMs: number }): Promise<void> {
  await db.query(
    "delete from timeseries.alarm_event where told_at is not null and at < to_timestamp($1::float8 / 1000)",
    [beforeMs],
  );
  // Nothing ends before it came: the first condition is for the index.
  await db.query(
    `delete from timeseries.abnormal_episode
      where known_at < to_timestamp($1::float8 / 1000) and gone_at < to_timestamp($1::float8 / 1000)`,
    [beforeMs],
  );
}

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    knownAt: z.number(),
    goneAt: z.number().nullable(),
    severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    code: z.string(),
    place: z.string().nullable(),
  }),
);

/** When something was on the list, epoch ms; `goneAt` null while it still is. */
export type AbnormalEpisode = z.infer<typeof rowsSchema>[number];

/** What came on the list in [fromMs, toMs), oldest first; the worst ones when there are more than `limit`. */
export async function readEpisodes(
  db: Queryable,
  options: { fromMs: number; toMs: number; limit: number },
): Promise<AbnormalEpisode[]> {
  const { rows } = await db.query(
    `select * from (
       select id, (extract(epoch from known_at) * 1000)::float8 as "knownAt",
              (extract(epoch from gone_at) * 1000)::float8 as "goneAt", severity, code,
              item -> 'params' ->> 'place' as place
         from timeseries.abnormal_episode
        where known_at >= to_timestamp($1::float8 / 1000) and known_at < to_timestamp($2::float8 / 1000)
        order by severity, known_at limit $3) as worst
      order by "knownAt"`,
    [options.fromMs, options.toMs, options.limit],
  );
  return rowsSchema.parse(rows);
}

const onsetsSchema = z.object({
  before: z.number().nullable(),
  within: z.array(z.number()),
  after: z.number().nullable(),
});

/** When something came on the list, epoch ms: each time within a range, and the nearest before and after it. */
export type Onsets = z.infer<typeof onsetsSchema>;

/** Each time within [fromMs, toMs) at which something came on the list, oldest first, and the nearest outside of it. */
export async function readOnsets(db: Queryable, range: { fromMs: number; toMs: number }): Promise<Onsets> {
  const { rows } = await db.query(
    `with bound as (select to_timestamp($1::float8 / 1000) as from_at, to_timestamp($2::float8 / 1000) as to_at)
     select (select extract(epoch from max(known_at)) * 1000
               from timeseries.abnormal_episode, bound where known_at < from_at)::float8 as before,
            array(select distinct (extract(epoch from known_at) * 1000)::float8 as at
                    from timeseries.abnormal_episode, bound
                   where known_at >= from_at and known_at < to_at order by at) as within,
            (select extract(epoch from min(known_at)) * 1000
               from timeseries.abnormal_episode, bound where known_at >= to_at)::float8 as after`,
    [range.fromMs, range.toMs],
  );
  return onsetsSchema.parse(rows[0]);
}

const alarmsSchema = z.array(
  z.object({
    id: z.string(),
    knownAt: z.number(),
    goneAt: z.number().nullable(),
    severity: z.number(),
    kind: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
);

/** Something abnormal with all that was known of it when it came on the list; times are epoch ms. */
export type EpisodeDetail = z.infer<typeof alarmsSchema>[number];

export interface EpisodeQuery {
  isOpen?: boolean | undefined;
  fromMs: number;
  toMs: number;
  limit: number;
  /** Key of the last row of the page before. */
  after?: [knownAt: number, id: string] | undefined;
}

/** What was on the list of abnormal items, by the time at which it came, newest first. */
export async function readEpisodeDetails(db: Queryable, query: EpisodeQuery): Promise<EpisodeDetail[]> {
  const [afterAt, afterId] = query.after ?? [null, null];
  const { rows } = await db.query(
    `select id, (extract(epoch from known_at) * 1000)::float8 as "knownAt",
            (extract(epoch from gone_at) * 1000)::float8 as "goneAt", severity, kind, code,
            coalesce(item -> 'params', '{}') as params
       from timeseries.abnormal_episode
      where known_at >= to_timestamp($1::float8 / 1000) and known_at < to_timestamp($2::float8 / 1000)
        and ($3::boolean is null or (gone_at is null) = $3)
        and ($4::float8 is null or (known_at, id) < (to_timestamp($4::float8 / 1000), $5::text))
      order by known_at desc, id desc limit $6`,
    [query.fromMs, query.toMs, query.isOpen ?? null, afterAt, afterId, query.limit],
  );
  return alarmsSchema.parse(rows);
}
