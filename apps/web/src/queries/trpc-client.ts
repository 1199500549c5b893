import type { AppRouter } from "@arterial/api/root";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { MAX_BATCH_SIZE } from "./batch-size.ts";

/** A client of the console's own server, on the page's session. */
export function createClient() {
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: "/api/trpc", maxItems: MAX_BATCH_SIZE })],
  });
}
