import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const rowsSchema = z.array(
  z
    .object({
      id: z.string(),
      rule: z.string(),
      place: z.string(),
      upstream_segment_id: z.string(),
      downstream_segment_id: z.string(),
      started_at: z.date(),
      last_at: z.date(),
      ended_at: z.date().nullable(),
      duration_s: z.number(),
      extent_m: z.number(),
      delay_veh_h: z.number(),
    })
    .transform(
      (row): Bottleneck => ({
        id: row.id,
        rule: row.rule,
        place: row.place,
        upstreamSegmentId: row.upstream_segment_id,
        downstreamSegmentId: row.downstream_segment_id,
        startedAt: row.started_at.getTime(),
        lastAt: row.last_at.getTime(),
        endedAt: row.ended_at?.getTime() ?? null,
        durationS: row.duration_s,
        extentM: row.extent_m,
        delayVehH: row.delay_veh_h,
      }),
    ),
);

const COLUMNS = `id, rule, place, upstream_segment_id, downstream_segment_id, started_at, last_at, ended_at, duration_s,
  extent_m, delay_veh_h`;

/** Stores bottlenecks as they are now; the later word about the same one wins. */
export async function writeBottlenecks(db: Queryable, bottlenecks: readonly Bottleneck[]): Promise<void> {
  const rows = [...new Map(bottlenecks.map((bottleneck) => [bottleneck.id, bottleneck])).values()];
  if (rows.length === 0) return;
  await db.query({
    name: "write_bottlenecks",
    text: `insert into timeseries.bottleneck (${COLUMNS})
      select id, rule, place, upstream_segment_id, downstream_segment_id, to_timestamp(started_at / 1000),
             to_timestamp(last_at / 1000), to_timestamp(ended_at / 1000), duration_s, extent_m, delay_veh_h
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[],
                    $8::float8[], $9::float8[], $10::float8[], $11::float8[])
          as input(${COLUMNS})
      on conflict (id) do update set downstream_segment_id = excluded.downstream_segment_id,
        last_at = excluded.last_at, ended_at = excluded.ended_at, duration_s = excluded.duration_s,
        extent_m = excluded.extent_m, delay_veh_h = excluded.delay_veh_h`,
    values: [
      arrayLiteral(rows.map((row) => row.id)),
      arrayLiteral(rows.map((row) => row.rule)),
      arrayLiteral(rows.map((row) => row.place)),
      arrayLiteral(rows.map((row) => row.upstreamSegmentId)),
      arrayLiteral(rows.map((row) => row.downstreamSegmentId)),
      arrayLiteral(rows.map((row) => row.startedAt)),
      arrayLiteral(rows.map((row) => row.lastAt)),
      arrayLiteral(rows.map((row) => row.endedAt)),
      arrayLiteral(rows.map((row) => row.durationS)),
      arrayLiteral(rows.map((row) => row.extentM)),
      arrayLiteral(rows.map((row) => row.delayVehH)),
    ],
  });
}

export interface BottleneckQuery {
  isOpen?: boolean | undefined;
  /** Begun from this instant on and before that one, epoch ms. */
  fromMs: number;
  toMs: number;
  limit: number;
  /** Key of the last row of the page before. */
  after?: [startedAt: number, id: string] | undefined;
}

/** Bottlenecks by the time at which they began, newest first, a page at a time. */
export async function readBottlenecks(db: Queryable, query: BottleneckQuery): Promise<Bottleneck[]> {
  const { isOpen, fromMs, toMs, limit, after } = query;
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.bottleneck
      where started_at >= to_timestamp($1::float8 / 1000) and started_at < to_timestamp($2::float8 / 1000)
        and ($3::bool is null or (ended_at is null) = $3)
        and ($4::float8 is null or (started_at, id) < (to_timestamp($4::float8 / 1000), $5::text))
      order by started_at desc, id desc limit $6`,
    [fromMs, toMs, isOpen ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rowsSchema.parse(rows);
}
