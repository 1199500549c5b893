"use client";

import { useRef, useState } from "react";
import { type Reader, useReader } from "../../ui/reader.ts";
import { type HeldRow, holdRows } from "./hold-rows.ts";
import type { MapRow } from "./prepare-map-rows.ts";

/**
 * The rows of the table, held still while the reader is among them; those of another list are taken as they come. Null
 * while there are none to be had.
 */
export function useHeldRows(
  rows: readonly MapRow[] | null,
  list: string,
): { rows: readonly HeldRow[] | null; waiting: number; reader: Reader } {
  const [isHeld, hold] = useState(false);
  const reader = useReader(hold);
  const shown = useRef<{ list: string; rows: readonly HeldRow[] }>(null);
  if (rows === null) {
    shown.current = null;
    return { rows: null, waiting: 0, reader };
  }
  const held = isHeld && shown.current?.list === list ? shown.current.rows : [];
  const arranged = holdRows(rows, held);
  shown.current = { list, rows: arranged.rows };
  return { ...arranged, reader };
}
