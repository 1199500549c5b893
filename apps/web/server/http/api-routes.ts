import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter } from "@arterial/api/root";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { MAX_BATCH_SIZE } from "../../src/queries/batch-size.ts";
import type { Identify } from "./request-context.ts";

export const TRPC_PATH = "/api/trpc/";
const MAX_BODY_BYTES = 1_048_576;

/** Answers a tRPC request; who may call what is decided in the verbs. */
export function answerTrpc(
  request: IncomingMessage,
  response: ServerResponse,
  options: { identify: Identify; url: URL },
): Promise<void> {
  return nodeHTTPRequestHandler({
    router: appRouter,
    req: request,
    res: response,
    path: options.url.pathname.slice(TRPC_PATH.length),
    createContext: () => options.identify(request),
    maxBodySize: MAX_BODY_BYTES,
    maxBatchSize: MAX_BATCH_SIZE,
  });
}
