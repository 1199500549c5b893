import { randomInt } from "node:crypto";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { ServiceContext } from "@arterial/api/context";
import {
  BEAT_INTERVAL_MS,
  type ClientEvents,
  LIVE_PATH,
  type LiveRefusal,
  SEEN_INTERVAL_MS,
  type ServerEvents,
  type WatchAnswer,
} from "@arterial/api/live/contract";
import { resyncRequestSchema, seenRequestSchema, watchRequestSchema } from "@arterial/api/live/request";
import { tileKey } from "@arterial/api/live/tile-grid";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";
import { Server, type Socket } from "socket.io";
import { findRefusal } from "./access.ts";
import { Delivery, type DeliveryLine } from "./delivery.ts";
import { createGatewayMetrics, type GatewayMetrics } from "./gateway-metrics.ts";
import { LiveHub } from "./live-hub.ts";
import type { Places } from "./places.ts";
import { isBehind } from "./slow-client.ts";
import { WatchQueue } from "./watch-queue.ts";
import { Watcher } from "./watcher.ts";

interface SocketData {
  /** The session or token that it was opened with. */
  session: string;
  line: DeliveryLine;
  seenAt: number;
}
type NoEvents = Record<string, never>;
type LiveSocket = Socket<ClientEvents, ServerEvents, NoEvents, SocketData>;
type LiveServer = Server<ClientEvents, ServerEvents, NoEvents, SocketData>;

/** What the gateway needs from the rest of the server. */
export interface GatewayOptions {
  httpServer: HttpServer;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  isSameOrigin: (request: IncomingMessage) => boolean;
  /** Who a socket belongs to, asked at connect, at every `watch` and every few seconds. */
  identify: (request: IncomingMessage) => Promise<ServiceContext>;
  /** Sockets that one session or token may have open at once, such as tabs; 20 unless said otherwise. */
  maxSocketsPerSession?: number;
}

/** The running gateway. */
export interface LiveGateway {
  hub: LiveHub;
  clients(): number;
  /** Takes another city or other devices. */
  setPlaces(places: Places): void;
}

const MAX_SOCKETS_PER_SESSION = 20;
/** Changes of so long are sent together; the latest wins. */
const CUT_INTERVAL_MS = 100;
const CLUSTER_INTERVAL_MS = 1_000;
const SESSION_CHECK_INTERVAL_MS = 2_500;
/** What comes more often is not counted. */
const MIN_SEEN_INTERVAL_MS = SEEN_INTERVAL_MS / 2;
/** A client asks for tiles, never for more. */
const MAX_REQUEST_BYTES = 8_192;

interface Surroundings extends GatewayOptions {
  hub: LiveHub;
  delivery: Delivery;
  counts: GatewayMetrics;
}

async function watch(
  socket: LiveSocket,
  request: unknown,
  { hub, delivery, identify }: Surroundings,
): Promise<WatchAnswer> {
  const refuse = (code: LiveRefusal): WatchAnswer => {
    socket.emit("refused", { code });
    return { ok: false, code };
  };
  const parsed = watchRequestSchema.safeParse(request);
  if (!parsed.success) return refuse("invalid");
  const { actor } = await identify(socket.request);
  const code = findRefusal(actor, parsed.data.layers);
  if (code) return refuse(code);
  const { line } = socket.data;
  line.watcher.watch(parsed.data);
  const zoom = line.watcher.clusterZoom;
  if (zoom !== null) hub.countClustersAt(zoom);
  delivery.sendMissing(line);
  return { ok: true, detailZooms: hub.detailZooms };
}

function createLine(socket: LiveSocket, { hub, counts }: Surroundings): DeliveryLine {
  return {
    watcher: new Watcher(hub),
    isBehind: () => isBehind(socket.conn),
    send: (message) => {
      counts.sentBytes(message.byteLength);
      socket.emit("live", message);
    },
  };
}

function serve(socket: LiveSocket, around: Surroundings): void {
  const { hub, delivery, counts, clock, log } = around;
  const line = createLine(socket, around);
  Object.assign(socket.data, { line, seenAt: 0 });
  const watches = new WatchQueue({
    clock,
    take: (request) => watch(socket, request, around),
    onError: (error) => {
      log.error({ err: error, socketId: socket.id }, "live request failed");
      // Closing the line, not the session on it, lets the browser come back by itself.
      socket.conn.close();
    },
  });
  socket.on("watch", (request, answer) => {
    watches.put(request, (result) => {
      if (typeof answer === "function") answer(result);
    });
  });
  socket.on("resync", (request) => {
    const parsed = resyncRequestSchema.safeParse(request);
    if (!parsed.success) return;
    counts.resyncs();
    line.watcher.forget(parsed.data.layer, tileKey(parsed.data.tile));
  });
  socket.on("seen", (request) => {
    const now = clock.now();
    const parsed = seenRequestSchema.safeParse(request);
    if (!parsed.success || now - socket.data.seenAt < MIN_SEEN_INTERVAL_MS) return;
    socket.data.seenAt = now;
    const ageMs = delivery.ageOf(parsed.data.tick);
    if (ageMs !== null) counts.seenAfter(ageMs / 1_000);
  });
  socket.emit("beat", hub.beat());
}

/** Ends what sockets may not watch any more; each session is asked about once. */
async function checkAccess(io: LiveServer, identify: GatewayOptions["identify"]): Promise<void> {
  const sockets = [...io.sockets.sockets.values()];
  const bySession = Map.groupBy(sockets, ({ request: { headers } }) =>
    JSON.stringify([headers.authorization, headers.cookie]),
  );
  for (const group of bySession.values()) {
    const [first] = group;
    if (!first) continue;
    const { actor } = await identify(first.request);
    for (const socket of group) {
      const code = findRefusal(actor, socket.data.line.watcher.layers);
      if (!code) continue;
      socket.emit("refused", { code });
      socket.disconnect(true);
    }
  }
}

function createServer(options: GatewayOptions): LiveServer {
  const io: LiveServer = new Server(options.httpServer, {
    path: LIVE_PATH,
    // What else upgrades is for others: the server lets nothing but the hot reload of development come so far.
    destroyUpgrade: false,
    serveClient: false,
    transports: ["websocket"],
    maxHttpBufferSize: MAX_REQUEST_BYTES,
    perMessageDeflate: false,
    allowRequest: (request, decide) => decide(null, options.isSameOrigin(request)),
  });
  const { identify, maxSocketsPerSession = MAX_SOCKETS_PER_SESSION } = options;
  async function findFault(socket: LiveSocket): Promise<LiveRefusal | null> {
    const { actor } = await identify(socket.request);
    if (!actor) return "signed_out";
    socket.data.session = actor.type === "user" ? actor.sessionId : actor.id;
    const others = [...io.sockets.sockets.values()].filter(
      ({ data }) => data.session === socket.data.session,
    );
    return others.length < maxSocketsPerSession ? null : "too_many";
  }
  io.use((socket, next) => {
    findFault(socket).then(
      (fault) => next(fault === null ? undefined : new Error(fault)),
      () => next(new Error("unavailable")),
    );
  });
  return io;
}

function clusterZooms(io: LiveServer): Set<number> {
  const zooms = [...io.sockets.sockets.values()].flatMap(({ data }) => data.line.watcher.clusterZoom ?? []);
  return new Set(zooms);
}

/** Starts the Socket.IO gateway on the console's HTTP server; the hub it returns is fed by the live store. */
export function startLiveGateway(options: GatewayOptions): Started<LiveGateway> {
  const { clock, log, identify } = options;
  const io = createServer(options);
  const onBadFrame = (channel: string): void => log.warn({ channel }, "live frame does not fit");
  const hub = new LiveHub({ clock, onBadFrame });
  const lines = function* (): Generator<DeliveryLine> {
    for (const { data } of io.sockets.sockets.values()) yield data.line;
  };
  const counts = createGatewayMetrics(options.metrics, () => io.sockets.sockets.size);
  const onShed = () => counts.sheds();
  const delivery = new Delivery({ hub, clock, lines, epoch: randomInt(0xffff_ffff), onShed });
  io.on("connection", (socket) => serve(socket, { ...options, hub, delivery, counts }));
  const stops = [
    clock.every(BEAT_INTERVAL_MS, () => void io.volatile.emit("beat", hub.beat())),
    clock.every(CUT_INTERVAL_MS, () => delivery.deliver()),
    clock.every(CLUSTER_INTERVAL_MS, () => {
      hub.countClusters(clusterZooms(io));
      hub.findDetailZooms();
    }),
    clock.every(SESSION_CHECK_INTERVAL_MS, () =>
      checkAccess(io, identify).catch((error: unknown) => log.error({ err: error }, "session check failed")),
    ),
  ];
  return {
    value: {
      hub,
      clients: () => io.sockets.sockets.size,
      setPlaces: (places) => {
        hub.setPlaces(places);
        delivery.startEpoch();
      },
    },
    stop: async () => {
      for (const stop of stops) stop();
      io.engine.close();
    },
  };
}
