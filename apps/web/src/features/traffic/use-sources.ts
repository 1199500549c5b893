"use client";

import type { AppRouter } from "@arterial/api/root";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useAskedMoment } from "../../live/use-live.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";

export type Sources = inferRouterOutputs<AppRouter>["traffic"]["sources"];

const REFETCH_MS = 30_000;
/** A replay that runs asks for the next moment this often. */
const STEP_MS = 30_000;

/** Queue and bottleneck of a segment, now or as they were known at the shown moment. */
export function useSources(id: string) {
  const atMs = useAskedMoment(STEP_MS);
  return useQuery({
    ...useTRPC().traffic.sources.queryOptions({ id, ...(atMs === null ? {} : { atMs }) }),
    placeholderData: keepPreviousOf({ id }, atMs !== null),
    refetchInterval: atMs === null ? REFETCH_MS : false,
  });
}
