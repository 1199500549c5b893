"use client";

import type { AppRouter } from "@arterial/api/root";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { useShownMinute } from "./use-route.ts";

export type SavedRoute = inferRouterOutputs<AppRouter>["route"]["list"][number];
export type SharedFrom = SavedRoute["sharedFrom"];

const REFETCH_MS = 60_000;

/** The routes that one keeps or is shown, with their times at the moment that is looked at. */
export function useSavedRoutes() {
  const trpc = useTRPC();
  const { moment } = useShownMinute();
  return useQuery({
    ...trpc.route.list.queryOptions(moment),
    placeholderData: keepPreviousOf({}, moment.atMs !== undefined),
    refetchInterval: moment.atMs === undefined ? REFETCH_MS : false,
  });
}

/** What can be done with kept routes; `removed` is the one that can be brought back. */
export function useRouteChanges() {
  const { route } = useTRPC();
  const client = useQueryClient();
  const [removed, setRemoved] = useState<SavedRoute | null>(null);
  const onSuccess = () => client.invalidateQueries({ queryKey: route.list.queryKey() });
  const create = useMutation({ ...route.create.mutationOptions(), onSuccess });
  const update = useMutation({ ...route.update.mutationOptions(), onSuccess });
  const remove = useMutation({ ...route.delete.mutationOptions(), onSuccess });
  const restore = useMutation({ ...route.restore.mutationOptions(), onSuccess });
  const all = [create, update, remove, restore];
  return {
    removed,
    hasFailed: all.some(({ isError }) => isError),
    isBusy: all.some(({ isPending }) => isPending),
    create: (fields: { name: string; points: string; sharedFrom: SharedFrom }) => create.mutate(fields),
    update: (fields: { id: string; name: string; sharedFrom?: SharedFrom }) => update.mutate(fields),
    remove: (saved: SavedRoute) => remove.mutate({ id: saved.id }, { onSuccess: () => setRemoved(saved) }),
    restore: (saved: SavedRoute) => restore.mutate({ id: saved.id }, { onSuccess: () => setRemoved(null) }),
  };
}

/** Whether the person may show routes to others. */
export function useMayShare(): boolean {
  const { data } = useQuery(useTRPC().session.me.queryOptions());
  return data?.permissions.includes("route.share") ?? false;
}
