"use client";

import type { AppRouter } from "@arterial/api/root";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import type { MapFeature } from "../../map/live-map-props.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";

/** A district, a corridor or a site as the server tells it. */
export type Place = inferRouterOutputs<AppRouter>["place"]["read"];

const STALE_MS = 5 * 60_000;
/** Devices fall silent and come back, which the server counts. */
const FRESHNESS_REFETCH_MS = 20_000;
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

/** How many devices of a place have sent lately, counted by the server twice a minute and more; nothing is asked in a replay. */
export function usePlaceFreshness({ type, id }: Place, isAsked: boolean) {
  return useQuery({
    ...useTRPC().place.freshness.queryOptions({ type, id }),
    enabled: isAsked,
    staleTime: 0,
    refetchInterval: FRESHNESS_REFETCH_MS,
  });
}

const NONE: readonly string[] = [];
/** More than the server takes at once are not asked about. */
const MAX_ASKED = 500;

/** Ids of a place's devices; of one that does not list them all, those among what is abnormal are asked for. */
export function useDevicesHere(place: Place, items: readonly AbnormalItem[] | null): ReadonlySet<string> {
  const { type, id, deviceIds, deviceCount } = place;
  const isCut = deviceCount > deviceIds.length;
  const subjects = (items ?? []).flatMap(({ subject }) => (subject.type === "device" ? [subject.id] : []));
  const ids = isCut ? [...new Set(subjects)].slice(0, MAX_ASKED).sort() : [];
  const { data } = useQuery({
    ...useTRPC().place.devicesAmong.queryOptions({ type, id, ids }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousOf({ type, id }),
    staleTime: STALE_MS,
  });
  return useMemo(() => new Set([...deviceIds, ...(data ?? NONE)]), [deviceIds, data]);
}

/** Segments that the map outlines for a place: a corridor's and a site's; of a district it outlines the ground. */
export function outlinedSegments(place: Place | undefined): readonly string[] {
  if (!place || place.type === "zone") return NONE;
  return place.ways.flatMap((way) => way.map(({ id }) => id));
}
