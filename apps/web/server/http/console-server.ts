import { createServer, type IncomingMessage, type Server } from "node:http";
import { LIVE_PATH } from "@arterial/api/live/contract";

/** Beginning of the addresses that the live line is opened at, as Socket.IO compares it. */
const LIVE_PREFIX = `${LIVE_PATH}/`;

function isLive({ url = "" }: IncomingMessage): boolean {
  return url.startsWith(LIVE_PREFIX);
}

/**
 * The console's HTTP server. Only the live line takes an upgrade, and in development the pages' hot reload; any other
 * request that asks for one, as some programs do with each, is answered like one that does not.
 */
export function createConsoleServer({ isDev }: { isDev: boolean }): Server {
  const server = createServer({ shouldUpgradeCallback: (request) => isDev || isLive(request) });
  // Node takes its own listener off before it hands the socket over; an error that nobody listens to ends the process.
  server.on("upgrade", (_request, socket) => socket.on("error", () => socket.destroy()));
  return server;
}
