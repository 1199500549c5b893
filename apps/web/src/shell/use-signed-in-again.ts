"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { LostReason } from "../live/connection-state.ts";

/** Asks for everything anew once the line is open to the reader again: some of it was refused, and somebody else may have signed in. */
export function useSignedInAgain(lostReason: LostReason | null): void {
  const client = useQueryClient();
  const wasRefused = useRef(false);
  const isRefused = lostReason === "signed_out" || lostReason === "forbidden";
  useEffect(() => {
    if (wasRefused.current && !isRefused) void client.invalidateQueries();
    wasRefused.current = isRefused;
  }, [client, isRefused]);
}
