"use client";

import { useRef, useState } from "react";
import { useAbnormal } from "../../live/use-live.ts";
import { type AbnormalRow, arrangeRows } from "./order.ts";

/** Rows of the list, held still while the reader is in it. Null before the first list came. */
export function useAbnormalRows(): {
  rows: readonly AbnormalRow[] | null;
  waiting: number;
  hold: (isHeld: boolean) => void;
  release: () => void;
} {
  const items = useAbnormal();
  const shown = useRef<AbnormalRow[]>([]);
  const [isHeld, setHeld] = useState(false);
  if (items === null) return { rows: null, waiting: 0, hold: setHeld, release: () => setHeld(false) };
  const { rows, waiting } = arrangeRows({ items, shown: shown.current, isHeld });
  shown.current = rows;
  return { rows, waiting, hold: setHeld, release: () => setHeld(false) };
}
