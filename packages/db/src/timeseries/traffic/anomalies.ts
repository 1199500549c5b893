import { ANOMALY_REASONS, type Anomaly } from "@arterial/domain/traffic/anomaly";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const rowsSchema = z.array(
  z
    .object({
      segment_id: z.string(),
      reason: z.enum(ANOMALY_REASONS),
      started_at: z.date(),
      ended_at: z.date().nullable(),
      peak_score: z.number(),
      score: z.number(),
      value: z.number(),
      median: z.number(),
      mad: z.number(),
    })
    .transform(
      ({ segment_id, started_at, ended_at, peak_score, ...row }): Anomaly => ({
        segmentId: segment_id,
        startedAt: started_at.getTime(),
        endedAt: ended_at?.getTime() ?? null,
        peakScore: peak_score,
        ...row,
      }),
    ),
);

const COLUMNS = "segment_id, reason, started_at, ended_at, peak_score, score, value, median, mad";

/** Stores anomalies as they are now; the later word about the same one wins. */
export async function writeAnomalies(db: Queryable, anomalies: readonly Anomaly[]): Promise<void> {
  const keyOf = ({ segmentId, reason, startedAt }: Anomaly) => `${segmentId} ${reason} ${startedAt}`;
  const rows = [...new Map(anomalies.map((anomaly) => [keyOf(anomaly), anomaly])).values()];
  if (rows.length === 0) return;
  await db.query({
    name: "write_anomalies",
    text: `insert into timeseries.anomaly (${COLUMNS})
      select segment_id, reason, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000), peak_score, score,
             value, median, mad
        from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[],
                    $8::float8[], $9::float8[])
          as input(${COLUMNS})
      on conflict (segment_id, reason, started_at) do update set ended_at = excluded.ended_at,
        peak_score = excluded.peak_score, score = excluded.score, value = excluded.value, median = excluded.median,
        mad = excluded.mad`,
    values: [
      arrayLiteral(rows.map((row) => row.segmentId)),
      arrayLiteral(rows.map((row) => row.reason)),
      arrayLiteral(rows.map((row) => row.startedAt)),
      arrayLiteral(rows.map((row) => row.endedAt)),
      arrayLiteral(rows.map((row) => row.peakScore)),
      arrayLiteral(rows.map((row) => row.score)),
      arrayLiteral(rows.map((row) => row.value)),
      arrayLiteral(rows.map((row) => row.median)),
      arrayLiteral(rows.map((row) => row.mad)),
    ],
  });
}

export interface AnomalyQuery {
  segmentId?: string | undefined;
  isOpen?: boolean | undefined;
  /** Begun from this instant on and before that one, epoch ms. */
  fromMs: number;
  toMs: number;
  limit: number;
  /** Key of the last row of the page before. */
  after?: [startedAt: number, segmentId: string, reason: string] | undefined;
}

/** Anomalies by the time at which they began, newest first, a page at a time. */
export async function readAnomalies(db: Queryable, query: AnomalyQuery): Promise<Anomaly[]> {
  const { segmentId, isOpen, fromMs, toMs, limit, after } = query;
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.anomaly
      where started_at >= to_timestamp($1::float8 / 1000) and started_at < to_timestamp($2::float8 / 1000)
        and ($3::text is null or segment_id = $3) and ($4::bool is null or (ended_at is null) = $4)
        and ($5::float8 is null
             or (started_at, segment_id, reason) < (to_timestamp($5::float8 / 1000), $6::text, $7::text))
      order by started_at desc, segment_id desc, reason desc limit $8`,
    [
      fromMs,
      toMs,
      segmentId ?? null,
      isOpen ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
    ],
  );
  return rowsSchema.parse(rows);
}
