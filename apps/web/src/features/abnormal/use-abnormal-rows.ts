"use client";

import { useRef, useState } from "react";
import { useAbnormal, useReplayClock } from "../../live/use-live.ts";
import { type AbnormalRow, arrangeRows } from "./order.ts";

/**
 * Rows of the list, held still while the reader is in it; of a replay, which is another list, nothing is held. Null before
 * the first list came.
 */
export function useAbnormalRows(): {
  rows: readonly AbnormalRow[] | null;
  waiting: number;
  hold: (isHeld: boolean) => void;
} {
  const items = useAbnormal();
  const isReplay = useReplayClock().mode === "replay";
  const shown = useRef<readonly AbnormalRow[]>([]);
  const [isHeld, setHeld] = useState(false);
  // What was held has gone from the page, and the reader's pointer and focus may have left without a word.
  if (isHeld && (isReplay || items === null)) setHeld(false);
  if (items === null) {
    shown.current = [];
    return { rows: null, waiting: 0, hold: setHeld };
  }
  const { rows, waiting } = arrangeRows({ items, shown: shown.current, isHeld: isHeld && !isReplay });
  shown.current = rows;
  return { rows, waiting, hold: setHeld };
}
