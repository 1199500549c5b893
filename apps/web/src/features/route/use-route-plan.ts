"use client";

import type { AppRouter } from "@arterial/api/root";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTRPC } from "../../queries/trpc.ts";

type Answers = inferRouterOutputs<AppRouter>["route"];
export type RoutePlan = Extract<Answers["plan"], { status: "found" }>;
/** Why there is no way. */
export type RouteProblem = Exclude<Answers["plan"], RoutePlan>;

/** Free flow, by which the way is chosen, is computed anew once in a while. */
export const PLAN_STALE_MS = 10 * 60_000;

/** The way through the points of a route, in their short form; nothing is asked for without any. */
export function useRoutePlan(points: string | null) {
  return useQuery({
    ...useTRPC().route.plan.queryOptions({ points: points ?? "" }),
    enabled: points !== null,
    staleTime: PLAN_STALE_MS,
  });
}
