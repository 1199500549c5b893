"use client";

import type { AppRouter } from "@arterial/api/root";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useEffect, useState } from "react";
import { errorCode } from "../../queries/query-provider.tsx";
import { useTRPC } from "../../queries/trpc.ts";

export type Handover = inferRouterOutputs<AppRouter>["handover"]["get"];
export type HandoverItem = Handover["items"][number];

const WRITERS: readonly string[] = ["operator", "supervisor", "administrator"];
const PARAMETER = "id";

/** The handover that the address names, and how to go to another; back and forward follow. */
export function useChosenHandover(): [string | null, (id: string) => void] {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setId(new URLSearchParams(location.search).get(PARAMETER));
    read();
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);
  const choose = (chosen: string) => {
    window.history.pushState(null, "", `${location.pathname}?${PARAMETER}=${encodeURIComponent(chosen)}`);
    setId(chosen);
  };
  return [id, choose];
}

/** Who reads, and whether that role writes; the server decides anyway. */
export function useReader(): { name: string; mayWrite: boolean } {
  const { data } = useQuery(useTRPC().session.me.queryOptions());
  return {
    name: data?.user.name || data?.user.email || "",
    mayWrite: data !== undefined && WRITERS.includes(data.user.role),
  };
}

/** What can be done with handovers; `isConflict` when somebody else was faster. */
export function useHandoverActions() {
  const { handover, note } = useTRPC();
  const client = useQueryClient();
  const keep = (changed: Handover) => {
    client.setQueryData(handover.get.queryKey({ id: changed.id }), changed);
    return client.invalidateQueries({ queryKey: handover.list.queryKey() });
  };
  const start = useMutation({ ...handover.start.mutationOptions(), onSuccess: keep });
  const update = useMutation({ ...handover.update.mutationOptions(), onSuccess: keep });
  const refill = useMutation({ ...handover.refill.mutationOptions(), onSuccess: keep });
  const sign = useMutation({ ...handover.sign.mutationOptions(), onSuccess: keep });
  const createNote = useMutation(note.create.mutationOptions());
  const closeNote = useMutation(note.close.mutationOptions());
  const all = [start, update, refill, sign, createNote, closeNote];
  return {
    start,
    update,
    refill,
    sign,
    createNote,
    closeNote,
    isBusy: all.some(({ isPending }) => isPending),
    isConflict: [update, sign].some(({ error }) => errorCode(error) === "CONFLICT"),
    hasFailed: all.some(({ isError }) => isError),
  };
}
