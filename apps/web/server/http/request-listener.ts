import type { IncomingMessage, ServerResponse } from "node:http";
import { REST_PREFIX } from "@arterial/api/rest/answer-rest";
import { handleRest } from "@arterial/api/rest/handler";
import type { Logger } from "@arterial/runtime/logger";
import type { Basemap } from "../tiles/basemap.ts";
import type { CityCache } from "../tiles/city-cache.ts";
import { answerTiles } from "../tiles/tile-routes.ts";
import { answerError, answerRefusal } from "./answer.ts";
import { answerTrpc, TRPC_PATH } from "./api-routes.ts";
import { METRICS_PATH } from "./metrics-route.ts";
import type { Identify } from "./request-context.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { type SessionRoutes, TOKEN_PATH } from "./session-routes.ts";
import { answerStaticFile, type StaticFiles } from "./static-files.ts";

/** Where each kind of request goes. */
export interface Routes {
  identify: Identify;
  log: Logger;
  sessions: SessionRoutes;
  cities: CityCache;
  basemap: Basemap;
  health: (response: ServerResponse) => Promise<void>;
  metrics: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  files: StaticFiles;
  pages: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
  isSameOrigin: (request: IncomingMessage) => boolean;
}

const SAFE_METHODS: readonly (string | undefined)[] = ["GET", "HEAD", "OPTIONS"];

async function answerSignedInTiles(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
  url: URL,
): Promise<void> {
  const { actor } = await routes.identify(request);
  if (!actor) answerRefusal(response, 401, "unauthenticated", "Sign in first.");
  else await answerTiles(request, response, { url, cities: routes.cities, basemap: routes.basemap });
}

async function dispatch(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<void> {
  const url = new URL(request.url ?? "/", "http://console");
  const { pathname } = url;
  const file = request.method === "GET" ? routes.files(pathname, request.headers) : undefined;
  if (file) return answerStaticFile(response, file);
  if (pathname === "/api/health") return routes.health(response);
  if (pathname === METRICS_PATH) return routes.metrics(request, response);
  if (!SAFE_METHODS.includes(request.method) && !routes.isSameOrigin(request)) {
    return answerRefusal(response, 403, "forbidden", "This request came from another site.");
  }
  if (pathname === "/api/session") return routes.sessions.session(request, response);
  if (pathname.startsWith(TRPC_PATH))
    return answerTrpc(request, response, { identify: routes.identify, url });
  if (pathname.startsWith(`${REST_PREFIX}/`)) {
    return handleRest(request, response, await routes.identify(request));
  }
  if (pathname.startsWith("/tiles/")) return answerSignedInTiles(request, response, routes, url);
  if (pathname.startsWith(TOKEN_PATH) && request.method === "GET") {
    return routes.sessions.oneTimeLink(request, response, pathname.slice(TOKEN_PATH.length));
  }
  if (pathname.startsWith("/api/"))
    return answerRefusal(response, 404, "not_found", "There is no such address.");
  return routes.pages(request, response, url);
}

/** The console's one request listener. */
export function createRequestListener(
  routes: Routes,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    setSecurityHeaders(response);
    dispatch(request, response, routes).catch((error: unknown) => answerError(response, error, routes.log));
  };
}
