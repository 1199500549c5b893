"use client";

import { useMemo } from "react";
import { useTypicalSegments } from "./use-typical-segments.ts";

/** Typical ratio to free flow by segment in the hour of the week that is shown; null while it is not wanted. */
export function useTypicalRatios(isWanted: boolean): ReadonlyMap<string, number> | null {
  const { data } = useTypicalSegments(isWanted);
  return useMemo(
    () => (isWanted && data ? new Map(data.map(({ id, ratio }) => [id, ratio])) : null),
    [isWanted, data],
  );
}
