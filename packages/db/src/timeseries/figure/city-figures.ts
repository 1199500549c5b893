import type { CityFigure } from "@arterial/domain/live/frame";
import type { QualityShares } from "@arterial/domain/quality/quality-shares";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

/** A figure of the city strip, as kept for each minute. */
export type StoredFigure = Pick<CityFigure, "id" | "value" | "detail"> & {
  used: number;
  total: number;
  shares: QualityShares;
};

/** Stores the figures of one minute; the last ones of a minute win. `atMs` is the minute's start. */
export async function writeCityFigures(
  db: Queryable,
  atMs: number,
  figures: readonly StoredFigure[],
): Promise<void> {
  if (figures.length === 0) return;
  await db.query({
    name: "write_city_figures",
    text: `insert into timeseries.city_figure_1m 
        (figure, ts, value, used, total, detail, observed, imputed, suspect)
      select figure, to_timestamp($1::float8 / 1000), value, used, total, detail, observed, imputed, suspect
        from unnest($2::text[], $3::float8[], $4::int4[], $5::int4[], $6::jsonb[], $7::float8[], $8::float8[],
                    $9::float8[])
          as input(figure, value, used, total, detail, observed, imputed, suspect)
      on conflict (figure, ts) do update set value = excluded.value, used = excluded.used,
        total = excluded.total, detail = excluded.detail, observed = excluded.observed,
        imputed = excluded.imputed, suspect = excluded.suspect`,
    values: [
      atMs,
      arrayLiteral(figures.map((figure) => figure.id)),
      arrayLiteral(figures.map((figure) => figure.value)),
      arrayLiteral(figures.map((figure) => figure.used)),
      arrayLiteral(figures.map((figure) => figure.total)),
      arrayLiteral(figures.map((figure) => figure.detail)),
      arrayLiteral(figures.map((figure) => figure.shares.observed)),
      arrayLiteral(figures.map((figure) => figure.shares.imputed)),
      arrayLiteral(figures.map((figure) => figure.shares.suspect)),
    ],
  });
}

const pointRowsSchema = z.array(
  z.object({ figure: z.string(), t: z.number(), value: z.number().nullable() }),
);

/** A figure's value in the minute that begins at `t`, epoch ms. */
export type FigurePoint = z.infer<typeof pointRowsSchema>[number];

/** Values of all figures in minutes that begin in [fromMs, toMs), oldest first. */
export async function readCityFigures(
  db: Queryable,
  range: { fromMs: number; toMs: number },
): Promise<FigurePoint[]> {
  const { rows } = await db.query(
    `select figure, (extract(epoch from ts) * 1000)::float8 as t, value from timeseries.city_figure_1m
      where ts >= to_timestamp($1::float8 / 1000) and ts < to_timestamp($2::float8 / 1000) order by ts`,
    [range.fromMs, range.toMs],
  );
  return pointRowsSchema.parse(rows);
}
