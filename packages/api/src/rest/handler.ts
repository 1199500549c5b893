import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServiceContext } from "../context.ts";
import { answerRest } from "./answer-rest.ts";

/** Answers a request below /api/v1 over HTTP. */
export async function handleRest(
  request: IncomingMessage,
  response: ServerResponse,
  ctx: ServiceContext,
): Promise<void> {
  const { status, headers, body } = await answerRest(
    { method: request.method ?? "GET", url: request.url ?? "/" },
    ctx,
  );
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": bytes.byteLength,
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}
