"use client";

import type { AppRouter } from "@arterial/api/root";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { latestFailure } from "../../queries/latest-failure.ts";
import { refusalCode } from "../../queries/query-provider.tsx";
import { useTRPC } from "../../queries/trpc.ts";

export type SavedView = inferRouterOutputs<AppRouter>["savedView"]["list"][number];

/** The views that one keeps, and what can be done with them; `removed` is the one that can be brought back. */
export function useSavedViews() {
  const { savedView } = useTRPC();
  const client = useQueryClient();
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const query = useQuery(savedView.list.queryOptions());
  const refresh = () => client.invalidateQueries({ queryKey: savedView.list.queryKey() });
  const create = useMutation({ ...savedView.create.mutationOptions(), onSuccess: refresh });
  const rename = useMutation({ ...savedView.rename.mutationOptions(), onSuccess: refresh });
  const remove = useMutation({ ...savedView.delete.mutationOptions(), onSuccess: refresh });
  const restore = useMutation({ ...savedView.restore.mutationOptions(), onSuccess: refresh });
  const all = [create, rename, remove, restore];
  const error = latestFailure(all);
  return {
    query,
    removed,
    /** Why the change that was sent last failed; null when it did not. */
    error,
    /** There is no room for one more. */
    isFull: error !== null && refusalCode(error) === "conflict",
    isBusy: all.some(({ isPending }) => isPending),
    create: (view: { name: string; address: string }, onSaved: () => void) =>
      create.mutate(view, { onSuccess: onSaved }),
    rename: (view: { id: string; name: string }, onSaved: () => void) =>
      rename.mutate(view, { onSuccess: onSaved }),
    remove: (view: SavedView) => remove.mutate({ id: view.id }, { onSuccess: () => setRemoved(view) }),
    restore: (view: SavedView) => restore.mutate({ id: view.id }, { onSuccess: () => setRemoved(null) }),
  };
}
