import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServiceContext } from "../context.ts";
import { answerRest, type RestAnswer } from "./answer-rest.ts";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Answers a request below /api/v1 over HTTP. */
export async function handleRest(
  request: IncomingMessage,
  response: ServerResponse,
  ctx: ServiceContext,
): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const text = method === "POST" ? await readText(request) : "";
  if (text === undefined) {
    response.writeHead(413, { Connection: "close" }).end();
    return;
  }
  const body = { contentType: request.headers["content-type"] ?? "", text };
  const answered = await answerRest(method === "POST" ? { method, url, body } : { method, url }, ctx);
  sendAnswer(request, response, answered);
}

/** The body of a request; undefined when it is larger than any that is answered. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.byteLength;
    if (size > MAX_BODY_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: RestAnswer,
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": bytes.byteLength,
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}
