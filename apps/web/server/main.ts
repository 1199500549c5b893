import type { Server } from "node:http";
import { parseArgs } from "node:util";
import { createServices, type Services } from "@arterial/api/services";
import { systemClock } from "@arterial/runtime/clock";
import { parseEnv } from "@arterial/runtime/env";
import { announceProgress, type Scope } from "@arterial/runtime/lifecycle";
import { createLogger, type Logger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { runProcess } from "@arterial/runtime/process";
import { type Env, envSchema } from "./env.ts";
import { type LiveGateway, startLiveGateway } from "./gateway/live-gateway.ts";
import { startPlacesWatch } from "./gateway/places-watch.ts";
import { startClientReport } from "./gateway/report-clients.ts";
import { createConsoleServer } from "./http/console-server.ts";
import { createHealthRoute } from "./http/health-route.ts";
import { createMetricsRoute } from "./http/metrics-route.ts";
import { createPageRoute } from "./http/page-route.ts";
import { createIdentify } from "./http/request-context.ts";
import { createRequestListener } from "./http/request-listener.ts";
import { isSameOrigin } from "./http/same-origin.ts";
import { createSessionRoutes } from "./http/session-routes.ts";
import { CONSOLE_FOLDERS, createStaticFiles } from "./http/static-files.ts";
import { startLiveStoreConnection } from "./live-store-connection.ts";
import { startPages } from "./pages.ts";
import { createBasemap } from "./tiles/basemap.ts";
import { type CityCache, createCityCache } from "./tiles/city-cache.ts";

const { values: flags } = parseArgs({ options: { dev: { type: "boolean", default: false } } });

/** Starts the parts of the web server in order; the port opens last. */
async function startWeb(scope: Scope, env: Env, log: Logger): Promise<void> {
  const services = await scope.start("services", () => {
    const value = createServices({
      databaseUrl: env.databaseUrl,
      applicationName: "arterial-web",
      log,
      delayRate: env.DELAY_COST,
    });
    return { value, stop: value.close };
  });
  const identify = createIdentify(services, env.TRUSTED_PROXIES);
  const httpServer = createConsoleServer({ isDev: flags.dev });
  const publicUrl = env.PUBLIC_URL === undefined ? undefined : new URL(env.PUBLIC_URL);
  const sameOrigin = (request: Parameters<typeof isSameOrigin>[0]) => isSameOrigin(request, publicUrl?.host);
  announceProgress("preparing the pages");
  const pages = await scope.start("pages", () => startPages({ env, httpServer, isDev: flags.dev }));
  const cities = createCityCache(services.pool);
  const basemap = createBasemap(env);
  const metrics = createMetrics();
  let beat: Parameters<typeof createHealthRoute>[0]["beat"] | undefined;
  let isConnected = () => false;
  let clients = () => 0;
  httpServer.on(
    "request",
    createRequestListener({
      identify,
      log,
      cities,
      basemap,
      sessions: createSessionRoutes(identify, publicUrl?.protocol === "https:"),
      health: createHealthRoute({
        services,
        beat: () => beat?.() ?? { at: systemClock.now(), pipeline: null, pipelineAgeMs: null },
        isLiveStoreConnected: () => isConnected(),
        clients: () => clients(),
      }),
      metrics: createMetricsRoute(identify, metrics),
      files: createStaticFiles(flags.dev ? {} : CONSOLE_FOLDERS),
      pages: createPageRoute({ identify, cities, basemap, pages, isDev: flags.dev }),
      isSameOrigin: sameOrigin,
    }),
  );
  const gateway = await scope.start("live gateway", () =>
    startLiveGateway({
      httpServer,
      clock: systemClock,
      log,
      metrics,
      isSameOrigin: sameOrigin,
      identify,
    }),
  );
  beat = () => gateway.hub.beat();
  clients = gateway.clients;
  await startDatabaseWatches(scope, { services, gateway, cities, log });
  const liveStore = await scope.start("live store", () =>
    startLiveStoreConnection({
      env,
      clock: systemClock,
      log,
      metrics,
      onStore: (store) => gateway.hub.listen(store),
    }),
  );
  isConnected = liveStore.isConnected;
  await scope.start("http server", () => listen(httpServer, env, log));
}

/** What keeps the gateway and the database in step. */
async function startDatabaseWatches(
  scope: Scope,
  parts: { services: Services; gateway: LiveGateway; cities: CityCache; log: Logger },
): Promise<void> {
  const { gateway, cities, log } = parts;
  const around = { pool: parts.services.pool, clock: systemClock, log };
  await scope.start("client report", () => startClientReport({ ...around, clients: gateway.clients }));
  await scope.start("places", () => startPlacesWatch({ ...around, cities, onPlaces: gateway.setPlaces }));
}

function listen(httpServer: Server, env: Env, log: Logger) {
  return new Promise<{ value: undefined; stop: () => Promise<void> }>((resolve, reject) => {
    httpServer.once("error", reject);
    httpServer.listen(env.PORT, env.HOST, () => {
      httpServer.off("error", reject);
      // A connection that could not be taken, as without free descriptors; the others go on.
      httpServer.on("error", (error) => log.error({ err: error }, "connection not accepted"));
      log.info({ port: env.PORT, host: env.HOST }, "listening");
      resolve({
        value: undefined,
        stop: () =>
          new Promise((done) => {
            httpServer.close(() => done());
            httpServer.closeAllConnections();
          }),
      });
    });
  });
}

const env = parseEnv(envSchema, process.env);
const log = createLogger({ name: "web", level: env.LOG_LEVEL });
await runProcess({ logger: log, main: (scope) => startWeb(scope, env, log) });
