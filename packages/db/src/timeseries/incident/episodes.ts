import { lonLatSchema } from "@arterial/domain/city/network";
import { ABNORMAL_KINDS, type AbnormalItem } from "@arterial/domain/live/frame";
import { queueSchema } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const severitySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** An abnormal item as it was stored when it came on the list. */
export const abnormalItemSchema: z.ZodType<AbnormalItem> = z.object({
  id: z.string(),
  severity: severitySchema,
  kind: z.enum(ABNORMAL_KINDS),
  subject: z.object({ type: z.enum(["segment", "device"]), id: z.string() }),
  point: lonLatSchema,
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  since: z.number(),
  segmentIds: z.array(z.string()),
  queue: queueSchema.optional(),
  others: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
});

const rowsSchema = z.array(
  z.object({ knownAt: z.number(), goneAt: z.number().nullable(), item: abnormalItemSchema }),
);

/** One stay on the list of what is abnormal, with the item as it came; times are epoch ms. */
export type IncidentEpisode = z.infer<typeof rowsSchema>[number];

const COLUMNS = `(extract(epoch from known_at) * 1000)::float8 as "knownAt",
  (extract(epoch from gone_at) * 1000)::float8 as "goneAt", item`;

/** The stays of one item on the list that had begun at `atMs`, newest first. */
export async function readEpisodesOf(
  db: Queryable,
  query: { id: string; atMs: number; limit: number },
): Promise<IncidentEpisode[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.abnormal_episode
      where id = $1 and known_at <= to_timestamp($2::float8 / 1000) order by known_at desc limit $3`,
    [query.id, query.atMs, query.limit],
  );
  return rowsSchema.parse(rows);
}

/** Stays of a kind that began before `beforeMs`, newest first. */
export async function readPastEpisodes(
  db: Queryable,
  query: { kind: AbnormalItem["kind"]; beforeMs: number; limit: number },
): Promise<IncidentEpisode[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.abnormal_episode
      where kind = $1 and known_at < to_timestamp($2::float8 / 1000) order by known_at desc limit $3`,
    [query.kind, query.beforeMs, query.limit],
  );
  return rowsSchema.parse(rows);
}

/** All that is on the list and had come before `atMs`, worst first. */
export async function readOpenEpisodes(db: Queryable, query: { atMs: number }): Promise<IncidentEpisode[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.abnormal_episode
      where gone_at is null and known_at <= to_timestamp($1::float8 / 1000)
      order by severity, known_at desc`,
    [query.atMs],
  );
  return rowsSchema.parse(rows);
}

/** The newest stay of each of these items on the list that had begun at `atMs`; none where it is not known any more. */
export async function readNewestEpisodes(
  db: Queryable,
  query: { ids: readonly string[]; atMs: number },
): Promise<IncidentEpisode[]> {
  const { rows } = await db.query(
    `select distinct on (id) ${COLUMNS} from timeseries.abnormal_episode
      where id = any($1::text[]) and known_at <= to_timestamp($2::float8 / 1000)
      order by id, known_at desc`,
    [arrayLiteral(query.ids), query.atMs],
  );
  return rowsSchema.parse(rows);
}
