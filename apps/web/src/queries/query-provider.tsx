"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { type ReactNode, useState } from "react";
import { ENGLISH, type Messages } from "../i18n/messages.ts";
import { isTimeout, TIMED_OUT } from "./request-timeout.ts";
import { noteAnswer, noteSessionEnd, signInAgain } from "./session-end.ts";
import { TRPCProvider } from "./trpc.ts";
import { createClient } from "./trpc-client.ts";

type RefusalCode = keyof Messages["session"]["refusals"];

const STALE_AFTER_MS = 30_000;
const MAX_RETRIES = 2;

/** Error code of a failed call, such as `FORBIDDEN`, or that no answer came in time; undefined when the server was not reached. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  if (isTimeout(error.cause)) return TIMED_OUT;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("code" in data)) return undefined;
  return typeof data.code === "string" ? data.code : undefined;
}

const SERVICE_CODES: ReadonlySet<string> = new Set(Object.keys(ENGLISH.session.refusals));

function isRefusal(code: unknown): code is RefusalCode {
  return typeof code === "string" && SERVICE_CODES.has(code);
}

/** Why the server refused a call; `internal` for what is nobody's fault on this side. */
export function refusalCode(error: unknown): RefusalCode {
  if (errorCode(error) === TIMED_OUT) return "timed_out";
  if (!(error instanceof TRPCClientError) || !error.data) return "unreachable";
  const { serviceCode } = error.data as { serviceCode?: unknown };
  return isRefusal(serviceCode) ? serviceCode : "internal";
}

/** Does something about a refusal for want of a session. */
function whenUnauthorized(act: () => void): (error: unknown) => void {
  return (error) => {
    if (errorCode(error) === "UNAUTHORIZED") act();
  };
}

/** The page's query cache; it notes when the session has ended. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: whenUnauthorized(signInAgain), onSuccess: noteAnswer }),
    mutationCache: new MutationCache({ onError: whenUnauthorized(noteSessionEnd), onSuccess: noteAnswer }),
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) => errorCode(error) === undefined && failures < MAX_RETRIES,
      },
    },
  });
}

/**
 * Gives the page its query cache and its tRPC client. A query without a session leads to the sign-in page and back where
 * nothing is shown yet; a change without one leaves the page as it is, so that it can be made once more.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
