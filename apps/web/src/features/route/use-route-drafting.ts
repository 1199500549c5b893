"use client";

import type { LonLat } from "@arterial/domain/city/network";
import { formatRoutePoints, MAX_ROUTE_POINTS, parseRoutePoints } from "@arterial/domain/route/route-points";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTRPC } from "../../queries/trpc.ts";
import { PLAN_STALE_MS, type RoutePlan, type RouteProblem } from "./use-route-plan.ts";

/** A route while it is being drawn. */
export interface RouteDraft {
  points: readonly LonLat[];
  /** The way through the points; null while there are fewer than two. */
  plan: RoutePlan | null;
  /** Why the last press set no point. */
  problem: RouteProblem | { status: "too_many"; limit: number } | { status: "failed" } | null;
  isAsking: boolean;
}

/** What the route tool does with the draft. */
export interface RouteDrafting extends RouteDraft {
  isOpen: boolean;
  /** Takes the tool in hand: goes on with the route that is selected, or begins anew. */
  begin(): void;
  end(): void;
  press(at: LonLat): void;
  undo(): void;
  clear(): void;
  /** Selects what was drawn; false while there is no way yet. */
  finish(): boolean;
}

/** A draft of its own each time, so that an answer to an earlier one is known as such. */
function nothing(): RouteDraft {
  return { points: [], plan: null, problem: null, isAsking: false };
}

const CLOSED = nothing();

/** As an address carries it, so that what is drawn is what a link brings back. */
function rounded(at: LonLat): LonLat {
  return parseRoutePoints(formatRoutePoints([at, at]))?.[0] ?? at;
}

/** Keeps the draft of a route and asks the server for its way, one press after the other. */
export function useRouteDrafting(options: {
  /** Points of the route that is selected. */
  selected: string | null;
  onFinish(points: string): void;
}): RouteDrafting {
  const [draft, setDraft] = useState<RouteDraft | null>(null);
  const client = useQueryClient();
  const { route } = useTRPC();
  const outer = useRef({ ...options, client, route });
  outer.current = { ...options, client, route };
  const acts = useMemo(() => createDrafting(outer, setDraft), []);
  return { ...(draft ?? CLOSED), ...acts, isOpen: draft !== null };
}

type Outer = {
  selected: string | null;
  onFinish(points: string): void;
  client: ReturnType<typeof useQueryClient>;
  route: ReturnType<typeof useTRPC>["route"];
};

function createDrafting(outer: { current: Outer }, show: (draft: RouteDraft | null) => void) {
  let held: RouteDraft | null = null;
  let last: Promise<void> = Promise.resolve();
  const set = (next: RouteDraft | null): void => {
    held = next;
    show(next);
  };
  const ask = (points: readonly LonLat[]) => {
    const { client, route } = outer.current;
    // Of a single point only whether a road is near is asked.
    const text = formatRoutePoints(points.length === 1 ? [...points, ...points] : points);
    return client.fetchQuery({ ...route.plan.queryOptions({ points: text }), staleTime: PLAN_STALE_MS });
  };
  const goTo = async (points: readonly LonLat[]): Promise<void> => {
    const before = held;
    if (!before) return;
    if (points.length === 0) return set(nothing());
    set({ ...before, isAsking: true, problem: null });
    const answer = await ask(points).catch(() => ({ status: "failed" }) as const);
    // The tool was laid down, or all was cleared meanwhile.
    if (held === null || held.points !== before.points) return;
    if (answer.status === "found") set({ points, plan: answer, problem: null, isAsking: false });
    else if (points.length === 1 && answer.status === "same_place") set({ ...nothing(), points });
    else set({ ...before, problem: answer, isAsking: false });
  };
  const enqueue = (work: () => Promise<void>): void => {
    last = last.then(work);
  };
  return {
    begin(): void {
      const points = parseRoutePoints(outer.current.selected ?? "");
      set(nothing());
      if (points) enqueue(() => goTo(points));
    },
    end: (): void => set(null),
    press: (at: LonLat): void =>
      enqueue(async () => {
        const points = held?.points ?? [];
        if (held && points.length >= MAX_ROUTE_POINTS) {
          return set({ ...held, problem: { status: "too_many", limit: MAX_ROUTE_POINTS } });
        }
        await goTo([...points, rounded(at)]);
      }),
    undo: (): void => enqueue(() => goTo((held?.points ?? []).slice(0, -1))),
    clear: (): void => set(nothing()),
    finish(): boolean {
      if (!held?.plan) return false;
      outer.current.onFinish(formatRoutePoints(held.points));
      return true;
    },
  };
}
