import type { Observation } from "@arterial/domain/observation";
import type { Queryable } from "../pool.ts";
import { arrayLiteral } from "./array-literal.ts";
import { type BoundColumn, bindColumns } from "./bound-columns.ts";
import { upsertLatest } from "./latest/write-latest.ts";
import type { ObservationTable } from "./observation-table.ts";

/**
 * Stores readings that are not stored yet, in one statement, and keeps the devices' latest readings up to date.
 * Returns how many rows are new. Run it in a transaction when something else must be committed with it.
 */
export async function insertObservations(
  db: Queryable,
  table: ObservationTable,
  rows: readonly Observation[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = bindColumns(table);
  const result = await db.query({
    name: `insert_${table.table}`,
    text: insertText(table, columns),
    values: columns.map((column) => arrayLiteral(rows.map((row) => column.valueOf(row)))),
  });
  if (table.hasLatest) await upsertLatest(db, rows);
  return result.rowCount ?? 0;
}

function insertText(table: ObservationTable, columns: readonly BoundColumn[]): string {
  const names = columns.map((column) => column.column).join(", ");
  // Instants travel as epoch milliseconds: an array of numbers is the cheapest to read.
  const wire = columns.map(
    ({ type }, index) => `$${index + 1}::${type === "timestamptz" ? "float8" : type}[]`,
  );
  const picked = columns.map(({ column, type }) =>
    type === "timestamptz" ? `to_timestamp(${column} / 1000)` : column,
  );
  return `insert into timeseries.${table.table} (${names})
    select ${picked.join(", ")} from unnest(${wire.join(", ")}) as input(${names})
    on conflict do nothing`;
}
