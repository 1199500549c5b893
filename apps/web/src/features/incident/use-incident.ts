"use client";

import type { AppRouter } from "@arterial/api/root";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useAskedMoment } from "../../live/use-live.ts";
import { useTRPC } from "../../queries/trpc.ts";

export type Incident = inferRouterOutputs<AppRouter>["incident"]["get"];

const REFETCH_MS = 15_000;
/** A replay that runs asks for the next moment this often. */
const STEP_MS = 15_000;

/** An incident as it is now, or as it was known at the shown moment. */
export function useIncident(id: string) {
  const atMs = useAskedMoment(STEP_MS);
  return useQuery({
    ...useTRPC().incident.get.queryOptions({ id, ...(atMs === null ? {} : { atMs }) }),
    refetchInterval: atMs === null ? REFETCH_MS : false,
    placeholderData: keepPreviousData,
  });
}

/** Writes a note; the incident is asked for again. */
export function useCreateNote(onDone: () => void) {
  const { note, incident } = useTRPC();
  const client = useQueryClient();
  return useMutation({
    ...note.create.mutationOptions(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: incident.get.queryKey() });
      onDone();
    },
  });
}

const WRITERS: readonly string[] = ["operator", "supervisor", "administrator"];

/** Whether the reader's role may write notes; the server decides anyway. */
export function useMayWrite(): boolean {
  const { data } = useQuery(useTRPC().session.me.queryOptions());
  return data !== undefined && WRITERS.includes(data.user.role);
}
