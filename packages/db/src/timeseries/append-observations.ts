import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import { type BoundColumn, bindColumns } from "./bound-columns.ts";
import { copyInto } from "./copy-into.ts";
import { encodeCopyPieces } from "./copy-rows.ts";
import { type LatestUpsert, prepareLatest } from "./latest/write-latest.ts";
import type { ObservationTable } from "./observation-table.ts";

interface Target {
  columns: readonly BoundColumn[];
  text: string;
}
const targets = new WeakMap<ObservationTable, Target>();

function targetOf(table: ObservationTable): Target {
  const known = targets.get(table);
  if (known) return known;
  const columns = bindColumns(table);
  const names = columns.map((column) => column.column).join(", ");
  const target = { columns, text: `copy timeseries.${table.table} (${names}) from stdin (format binary)` };
  targets.set(table, target);
  return target;
}

/**
 * Stores readings that are taken to be new, the fastest way there is, and keeps the devices' latest readings up to date.
 * Run it in a transaction: when one of them is stored already it fails as a violation of the primary key (23505), and
 * nothing of the transaction remains. `insertObservations` takes any readings.
 */
export async function appendObservations(
  client: pg.ClientBase,
  table: ObservationTable,
  rows: readonly Observation[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { columns, text } = targetOf(table);
  if (!table.hasLatest) return copyInto(client, text, encodeCopyPieces(columns, rows));
  let latest: LatestUpsert | undefined;
  const copied = await copyInto(client, text, encodeCopyPieces(columns, rows), () => {
    latest = prepareLatest(rows);
  });
  await client.query(latest ?? prepareLatest(rows));
  return copied;
}
