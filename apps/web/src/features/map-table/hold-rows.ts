import { holdInPlace } from "../../ui/hold-in-place.ts";
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
  const known = new Set(held.map(({ row }) => rowKey(row)));
  return {
    rows: holdInPlace(
      held.map(({ row }) => row),
      rows,
      rowKey,
    ).map(({ item, isGone }) => ({ row: item, isGone })),
    waiting: worst.filter((row) => !known.has(rowKey(row))).length,
  };
}
