// The console's gateway by itself, with a made-up city at its live store. Reports its own CPU time when asked.
import { createServer } from "node:http";
import { BlockList } from "node:net";
import { startLiveGateway } from "../../apps/web/server/gateway/live-gateway.ts";
import { createPlaces } from "../../apps/web/server/gateway/places.ts";
import { createIdentify } from "../../apps/web/server/http/request-context.ts";
import { createServices } from "../../packages/api/src/services.ts";
import { LIVE_CHANNELS } from "../../packages/domain/src/live/frame.ts";
import { systemClock } from "../../packages/runtime/src/clock.ts";
import { createLogger } from "../../packages/runtime/src/logger.ts";
import { createMetrics } from "../../packages/runtime/src/metrics.ts";
import { createMemoryLiveStore } from "../../packages/streams/src/memory-live-store.ts";
import { makeStreets, positionsAt, segmentsAt } from "./city-load.ts";

const { DATABASE_URL = "", PORT = "0", VEHICLES = "4000" } = process.env;
const log = createLogger({ name: "bench", level: "warn" });
const services = createServices({ databaseUrl: DATABASE_URL, applicationName: "bench", log });
const streets = makeStreets();
const httpServer = createServer((_request, response) => response.writeHead(404).end());
const gateway = startLiveGateway({
  httpServer,
  clock: systemClock,
  log,
  metrics: createMetrics(),
  isSameOrigin: () => true,
  identify: createIdentify(services, new BlockList()),
  maxSocketsPerSession: Number.POSITIVE_INFINITY,
});
gateway.value.setPlaces(createPlaces({ segments: streets, devices: [] }));
const store = createMemoryLiveStore();
await gateway.value.hub.listen(store);
let second = Math.floor(Date.now() / 1_000);
systemClock.every(1_000, async () => {
  second += 1;
  const vehicles = positionsAt(second, Number(VEHICLES), streets);
  await store.publish(LIVE_CHANNELS.vehicles, null, { at: Date.now(), vehicles, gone: [] });
  await store.publish(LIVE_CHANNELS.segments, null, {
    at: Date.now(),
    segments: segmentsAt(second, streets),
  });
});
process.on("message", () => process.send?.({ cpu: process.cpuUsage() }));
httpServer.listen(Number(PORT), "127.0.0.1", () => process.send?.({ listening: httpServer.address() }));
