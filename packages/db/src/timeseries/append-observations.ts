import { setImmediate as nextTurn } from "node:timers/promises";
import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import { type BoundColumn, bindColumns } from "./bound-columns.ts";
import { copyInto } from "./copy-into.ts";
import { encodeCopy } from "./copy-rows.ts";
import { upsertLatest } from "./latest/write-latest.ts";
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

/** Makes the bytes of a COPY once what was sent before is on its way. */
async function encodeLater(columns: readonly BoundColumn[], rows: readonly Observation[]): Promise<Buffer> {
  await nextTurn();
  return encodeCopy(columns, rows);
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
  // While the database keeps the latest readings, the rows are made into bytes.
  const latest = table.hasLatest ? upsertLatest(client, rows) : Promise.resolve();
  const [bytes] = await Promise.all([encodeLater(columns, rows), latest]);
  return copyInto(client, text, bytes);
}
