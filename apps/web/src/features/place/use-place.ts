"use client";

import type { AppRouter } from "@arterial/api/root";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { MapFeature } from "../../map/live-map-props.ts";
import { useTRPC } from "../../queries/trpc.ts";

/** A district, a corridor or a site as the server tells it. */
export type Place = inferRouterOutputs<AppRouter>["place"]["read"];

const STALE_MS = 5 * 60_000;
const PLACE_TYPES = ["zone", "corridor", "site"] as const;

/** The type of a place, when a selection is one. */
export function placeTypeOf(subject: MapFeature | null): Place["type"] | undefined {
  return PLACE_TYPES.find((type) => type === subject?.type);
}

/** What lies at a place; nothing is asked for while something else is selected. */
export function usePlace(subject: MapFeature | null) {
  const type = placeTypeOf(subject);
  return useQuery({
    ...useTRPC().place.read.queryOptions({ type: type ?? "zone", id: subject?.id ?? "" }),
    enabled: type !== undefined,
    staleTime: STALE_MS,
  });
}

const NONE: readonly string[] = [];

/** Segments that the map outlines for a place: a corridor's and a site's; a district's would be all it has. */
export function outlinedSegments(place: Place | undefined): readonly string[] {
  if (!place || place.type === "zone") return NONE;
  return place.ways.flatMap((way) => way.map(({ id }) => id));
}
