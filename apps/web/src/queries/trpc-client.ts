import type { AppRouter } from "@arterial/api/root";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { MAX_BATCH_SIZE } from "./batch-size.ts";
import { withTimeout } from "./request-timeout.ts";

/** A client of the console's own server, on the page's session; a request that gets no answer in time has failed. */
export function createClient() {
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: "/api/trpc", maxItems: MAX_BATCH_SIZE, fetch: withTimeout() })],
  });
}
