"use client";

import { useMemo } from "react";
import { type TypicalSegment, useTypicalSegments } from "./use-typical-segments.ts";

/** Where what is typical could not be had: of no segment anything is known, rather than what was typical before. */
export const NO_RATIOS: ReadonlyMap<string, number> = new Map();

/** Typical ratio to free flow by segment in the hour of the week that is shown; null while it is not wanted or loads. */
export function useTypicalRatios(isWanted: boolean): ReadonlyMap<string, number> | null {
  const { data, isError } = useTypicalSegments(isWanted);
  return useMemo(() => (isWanted ? ratiosOf(data, isError) : null), [isWanted, data, isError]);
}

/** The ratios of an answer; none of them when there will be no answer, null while there may be one. */
export function ratiosOf(
  data: readonly Pick<TypicalSegment, "id" | "ratio">[] | undefined,
  isError: boolean,
): ReadonlyMap<string, number> | null {
  if (data) return new Map(data.map(({ id, ratio }) => [id, ratio]));
  return isError ? NO_RATIOS : null;
}
