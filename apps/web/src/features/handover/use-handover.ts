"use client";

import type { AppRouter } from "@arterial/api/root";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useEffect, useState } from "react";
import { latestFailure } from "../../queries/latest-failure.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { useTRPC } from "../../queries/trpc.ts";
import { fromUpdate, NEW_NOTE, type Texts, withoutSent } from "./edits.ts";
import { changeEdits } from "./use-edits.ts";

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
export function useSignedInReader(): { name: string; mayWrite: boolean } {
  const { data } = useQuery(useTRPC().session.me.queryOptions());
  return {
    name: data?.user.name || data?.user.email || "",
    mayWrite: data !== undefined && WRITERS.includes(data.user.role),
  };
}

/** Shows a handover as an answer told it, and has the history asked for again. */
function useShow(): (changed: Handover) => void {
  const { handover } = useTRPC();
  const client = useQueryClient();
  return (changed) => {
    const queryKey = handover.get.queryKey({ id: changed.id });
    // What was asked before the change would come after it.
    void client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, changed);
    void client.invalidateQueries({ queryKey: handover.list.pathKey() });
  };
}

/** A colleague may change or sign a draft at any time. */
const DRAFT_REFETCH_MS = 15_000;
const HISTORY_REFETCH_MS = 30_000;

/** One handover; a draft is asked for now and then, and what is written on it stays with its writer. */
export function useHandover(id: string) {
  return useQuery({
    ...useTRPC().handover.get.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data?.signed ? false : DRAFT_REFETCH_MS),
  });
}

/** The draft and what was signed, newest first, as many pages as were asked for. */
export function useHandoverHistory() {
  const query = useInfiniteQuery({
    ...useTRPC().handover.list.infiniteQueryOptions({}, { getNextPageParam: ({ nextCursor }) => nextCursor }),
    refetchInterval: HISTORY_REFETCH_MS,
  });
  return { query, handovers: query.data?.pages.flatMap(({ items }) => items) };
}

/** Begins the handover of the shift, or finds the one that is begun already. */
export function useStartHandover() {
  return useMutation({ ...useTRPC().handover.start.mutationOptions(), onSuccess: useShow() });
}

/** Answers of a server whose handover is not the one on the screen: somebody else changed or signed it. */
const OUTDATED: readonly (string | undefined)[] = ["CONFLICT", "NOT_FOUND"];

/** What can be done with a handover. What others did meanwhile is loaded when they were faster; what is written stays. */
export function useHandoverActions(id: string) {
  const { handover, note } = useTRPC();
  const client = useQueryClient();
  const show = useShow();
  const settle = (sent: Texts) => changeEdits(id, (edits) => withoutSent(edits, sent));
  const onError = (error: unknown) => {
    if (!OUTDATED.includes(errorCode(error))) return;
    void client.invalidateQueries({ queryKey: handover.get.queryKey({ id }) });
  };
  const refill = useMutation({ ...handover.refill.mutationOptions(), onSuccess: show, onError });
  const sign = useMutation({ ...handover.sign.mutationOptions(), onSuccess: show, onError });
  const update = useMutation({
    ...handover.update.mutationOptions(),
    onSuccess: (changed, sent) => {
      settle(fromUpdate(sent));
      show(changed);
    },
    onError,
  });
  const addNote = useMutation({
    ...note.create.mutationOptions(),
    onSuccess: (_added, { text = "" }) => {
      settle({ [NEW_NOTE]: text });
      refill.mutate({ id });
    },
  });
  const closeNote = useMutation({
    ...note.close.mutationOptions(),
    onSuccess: () => refill.mutate({ id }),
  });
  const all = [update, refill, sign, addNote, closeNote];
  return {
    update,
    refill,
    sign,
    addNote,
    closeNote,
    isBusy: all.some(({ isPending }) => isPending),
    /** Why the one that was sent last failed; null when it did not. */
    error: latestFailure(all),
  };
}
