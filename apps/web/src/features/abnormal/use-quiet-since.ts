"use client";

import { useEffect, useState } from "react";
import { useNow } from "../../live/use-live.ts";

/**
 * Since when this page has seen nothing abnormal, epoch ms. Only what was watched is claimed: null right after the
 * page was opened, and where nothing is received (`rows` null).
 */
export function useQuietSince(rows: readonly unknown[] | null): number | null {
  const now = useNow();
  const isQuiet = rows?.length === 0;
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    if (!isQuiet) setSince(null);
    else if (since === null && now !== null) setSince(now);
  }, [isQuiet, now, since]);
  return since;
}
