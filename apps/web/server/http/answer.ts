import type { IncomingMessage, ServerResponse } from "node:http";
import { ServiceError, TooManyRequestsError } from "@arterial/api/errors";
import type { Logger } from "@arterial/runtime/logger";
import { ZodError } from "zod";

/** Answers with JSON that must not be kept. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(JSON.stringify(body));
}

/** Answers with the stable code of a refusal. */
export function answerRefusal(response: ServerResponse, status: number, code: string, message: string): void {
  answerJson(response, status, { error: { code, message } });
}

interface Refusal {
  status: number;
  code: string;
  message: string;
}

function refusalOf(error: unknown, log: Logger): Refusal {
  if (error instanceof ServiceError) return error;
  if (error instanceof ZodError) {
    return { status: 400, code: "invalid_input", message: "The input is not valid." };
  }
  log.error({ err: error }, "request failed");
  return { status: 500, code: "internal", message: "Something went wrong on the server." };
}

/** Answers for an error: a refusal with its code, anything else blandly and into the log. */
export function answerError(response: ServerResponse, error: unknown, log: Logger): void {
  const { status, code, message } = refusalOf(error, log);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof TooManyRequestsError) response.setHeader("Retry-After", String(error.retryAfterS));
  answerRefusal(response, status, code, message);
}

/** A request's body was larger than allowed or not JSON. */
export class BadBodyError extends ServiceError {
  override readonly name = "BadBodyError";
  readonly code = "invalid_input";
  readonly status = 400;
}

/** The JSON body of a request, at most `maxBytes` long. */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.byteLength;
    if (size > maxBytes) throw new BadBodyError("The body is too large.");
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new BadBodyError("The body is not JSON.");
  }
}
