import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Started } from "@arterial/runtime/lifecycle";
import type { ControlAnswer } from "./control-command.ts";

const MAX_BODY_BYTES = 4_096;

/**
 * Takes commands over HTTP on the loopback: `POST /commands` with a JSON body, `GET /commands` for what is in force.
 * Requests that a web page could make (with an Origin, or without the JSON content type) are refused.
 */
export async function startControlServer(
  port: number,
  answer: (text: string) => Promise<ControlAnswer>,
): Promise<Started<{ port: number }>> {
  const server = createServer((request, response) => {
    handle(request, answer).then(
      ({ status, body }) => reply(response, status, body),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    value: { port: typeof address === "object" && address ? address.port : port },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  answer: (text: string) => Promise<ControlAnswer>,
): Promise<{ status: number; body: unknown }> {
  if (request.url !== "/commands") return { status: 404, body: { ok: false, code: "NOT_FOUND" } };
  if (request.headers.origin !== undefined) return { status: 403, body: { ok: false, code: "FORBIDDEN" } };
  if (request.method === "GET") return { status: 200, body: await answer('{"command":"list"}') };
  if (request.method !== "POST") return { status: 405, body: { ok: false, code: "METHOD_NOT_ALLOWED" } };
  if (!request.headers["content-type"]?.startsWith("application/json")) {
    return { status: 415, body: { ok: false, code: "NOT_JSON" } };
  }
  const text = await readBody(request);
  if (text === undefined) return { status: 413, body: { ok: false, code: "TOO_LARGE" } };
  const body = await answer(text);
  return { status: body.ok ? 200 : 422, body };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BODY_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(body)}\n`);
}
