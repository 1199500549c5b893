"use client";

import { useMemo } from "react";
import type { DrawnRoute, MapFeature } from "../../map/live-map-props.ts";
import { type RouteDrafting, useRouteDrafting } from "./use-route-drafting.ts";
import { useRoutePlan } from "./use-route-plan.ts";

/** The route that the map shows: the one that is being drawn, else the one that is selected; and what draws it. */
export function useDrawnRoute(
  subject: MapFeature | null,
  onSelect: (feature: MapFeature) => void,
): { route: DrawnRoute | null; drafting: RouteDrafting } {
  const selected = subject?.type === "route" ? subject.id : null;
  const answer = useRoutePlan(selected).data;
  const drafting = useRouteDrafting({ selected, onFinish: (id) => onSelect({ type: "route", id }) });
  const { isOpen, points } = drafting;
  const selectedPlan = answer?.status === "found" ? answer : null;
  const plan = isOpen ? drafting.plan : selectedPlan;
  const route = useMemo<DrawnRoute | null>(() => {
    if (plan) return { parts: plan.pieces, points: plan.points };
    return isOpen && points.length > 0 ? { parts: [], points } : null;
  }, [plan, isOpen, points]);
  return { route, drafting };
}
