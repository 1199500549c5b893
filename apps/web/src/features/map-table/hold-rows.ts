import type { MapRow } from "./prepare-map-rows.ts";

/** More rows than this nobody walks through; how many there are beside them is said. */
export const MAX_ROWS = 200;

/** One row as it stands in the table. A gone one is not on the map any more, and stays only until the reader leaves. */
export interface HeldRow {
  row: MapRow;
  isGone: boolean;
}

/** What tells a row from all others. */
export function rowKey({ type, id }: Pick<MapRow, "type" | "id">): string {
  return `${type} ${id}`;
}

/**
 * The worst of the map's rows. Those that the reader is among keep their places with the values of the moment: gone
 * ones stay, and how many others would stand among the worst now is counted as waiting.
 */
export function holdRows(
  rows: readonly MapRow[],
  held: readonly HeldRow[],
): { rows: readonly HeldRow[]; waiting: number } {
  const worst = rows.slice(0, MAX_ROWS);
  if (held.length === 0) return { rows: worst.map((row) => ({ row, isGone: false })), waiting: 0 };
  const present = new Map(rows.map((row) => [rowKey(row), row]));
  const known = new Set(held.map(({ row }) => rowKey(row)));
  return {
    rows: held.map(({ row }) => {
      const now = present.get(rowKey(row));
      return { row: now ?? row, isGone: now === undefined };
    }),
    waiting: worst.filter((row) => !known.has(rowKey(row))).length,
  };
}
