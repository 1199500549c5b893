import { z } from "zod";
import { inTransaction, type Pool, type Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";
import type { TypicalRange } from "../typical-range.ts";

const rowsSchema = z.array(
  z.object({ figure: z.string(), p15: z.number(), p50: z.number(), p85: z.number() }),
);

const typicalRowsSchema = z.array(
  z.object({ hourOfWeek: z.number(), p15: z.number(), p50: z.number(), p85: z.number() }),
);

/** What is typical for a figure in one hour of the week. */
export type FigureTypical = z.infer<typeof rowsSchema>[number];

/** What is typical for all figures in one hour of the week (0 = Monday 00:00 in the city's zone). */
export async function readFigureProfile(db: Queryable, hourOfWeek: number): Promise<FigureTypical[]> {
  const { rows } = await db.query(
    "select figure, p15, p50, p85 from timeseries.figure_profile where hour_of_week = $1",
    [hourOfWeek],
  );
  return rowsSchema.parse(rows);
}

/** What is typical for one figure in each hour of the week; hours without enough data are missing. */
export async function readFigureWeek(db: Queryable, figure: string): Promise<TypicalRange[]> {
  const { rows } = await db.query(
    `select hour_of_week as "hourOfWeek", p15, p50, p85 from timeseries.figure_profile
      where figure = $1 order by hour_of_week`,
    [figure],
  );
  return typicalRowsSchema.parse(rows);
}

/** Puts new profiles of some figures in the place of their old ones. */
export async function replaceFigureProfile(
  pool: Pool,
  entries: readonly (FigureTypical & { hourOfWeek: number })[],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const figures = [...new Set(entries.map((entry) => entry.figure))];
    await client.query("delete from timeseries.figure_profile where figure = any($1)", [figures]);
    await client.query(
      `insert into timeseries.figure_profile (figure, hour_of_week, p15, p50, p85)
        select * from unnest($1::text[], $2::int2[], $3::float8[], $4::float8[], $5::float8[])`,
      [
        arrayLiteral(entries.map((entry) => entry.figure)),
        arrayLiteral(entries.map((entry) => entry.hourOfWeek)),
        arrayLiteral(entries.map((entry) => entry.p15)),
        arrayLiteral(entries.map((entry) => entry.p50)),
        arrayLiteral(entries.map((entry) => entry.p85)),
      ],
    );
  });
}
