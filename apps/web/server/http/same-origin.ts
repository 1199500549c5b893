import type { IncomingMessage } from "node:http";

/**
 * True when a request comes from a page of this console, or from a program that sends no Origin. `publicHost` is the
 * host that browsers use when a proxy stands before this server.
 */
export function isSameOrigin(request: IncomingMessage, publicHost: string | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host: from } = new URL(origin);
  return from === host || from === publicHost;
}
