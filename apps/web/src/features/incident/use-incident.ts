"use client";

import type { AppRouter } from "@arterial/api/root";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useAskedMoment } from "../../live/use-live.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { keepNote, unsavedNotes, withoutSaved } from "./unsaved-notes.ts";

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
    placeholderData: keepPreviousOf({ id }, atMs !== null),
  });
}

/** Saves the note that is written on an incident, and asks for the incident again. */
export function useSaveNote(incidentId: string) {
  const { note, incident } = useTRPC();
  const client = useQueryClient();
  return useMutation({
    ...note.create.mutationOptions(),
    onSuccess: (_saved, sent) => {
      const written = unsavedNotes.all.get().get(incidentId);
      if (written) keepNote(incidentId, withoutSaved(written, sent));
      void client.invalidateQueries({ queryKey: incident.get.queryKey() });
    },
  });
}

const WRITERS: readonly string[] = ["operator", "supervisor", "administrator"];

/** Whether the reader's role may write notes; the server decides anyway. */
export function useMayWrite(): boolean {
  const { data } = useQuery(useTRPC().session.me.queryOptions());
  return data !== undefined && WRITERS.includes(data.user.role);
}
