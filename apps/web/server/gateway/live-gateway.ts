import type { Server as HttpServer, IncomingMessage } from "node:http";
import { requirePermission } from "@arterial/api/actor";
import type { ServiceContext } from "@arterial/api/context";
import { ServiceError } from "@arterial/api/errors";
import {
  BEAT_INTERVAL_MS,
  type ClientEvents,
  type JoinAnswer,
  LIVE_PATH,
  type LiveLayer,
  type LiveRefusal,
  type ServerEvents,
} from "@arterial/api/live/contract";
import { layersRequestSchema, resyncRequestSchema } from "@arterial/api/live/request";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { Server, type Socket } from "socket.io";
import { type HubOutput, LiveHub } from "./live-hub.ts";
import { isBehind } from "./slow-client.ts";

type LiveSocket = Socket<ClientEvents, ServerEvents>;
type LiveServer = Server<ClientEvents, ServerEvents>;
type StateLayer = Exclude<LiveLayer, "vehicles">;

/** What the gateway needs from the rest of the server. */
export interface GatewayOptions {
  httpServer: HttpServer;
  clock: Clock;
  log: Logger;
  isSameOrigin: (request: IncomingMessage) => boolean;
  /** Who a socket belongs to, asked at connect, at every join and now and then. */
  identify: (request: IncomingMessage) => Promise<ServiceContext>;
}

const SIGNED_OUT: LiveRefusal = "signed_out";
const CATCH_UP_INTERVAL_MS = 250;
const SESSION_CHECK_INTERVAL_MS = 30_000;
/** A client asks for layers, never for more. */
const MAX_REQUEST_BYTES = 4_096;

const layerRoom = (layer: LiveLayer): string => `layer/${layer}`;
/** Sockets that have not taken what they were sent: they get the newest state once they have. */
const behindRoom = (layer: LiveLayer): string => `behind/${layer}`;

/** Sends each message once to all who joined its layer and keep up. */
function createOutput(io: LiveServer): HubOutput {
  const to = (layer: StateLayer) => io.to(layerRoom(layer)).except(behindRoom(layer));
  return {
    vehicles: (bytes) => void io.to(layerRoom("vehicles")).volatile.emit("vehicles", bytes),
    segments: (message) => void to("segments").emit("segments", message),
    devices: (message) => void to("devices").emit("devices", message),
    figures: (message) => void to("figures").emit("figures", message),
    abnormal: (message) => void to("abnormal").emit("abnormal", message),
  };
}

function sendSnapshot(socket: LiveSocket, hub: LiveHub, layer: LiveLayer): void {
  if (layer === "vehicles") socket.emit("vehicles", hub.vehicles.snapshot());
  else if (layer === "segments") socket.emit("segments", hub.segments.snapshot());
  else if (layer === "devices") socket.emit("devices", hub.devices.snapshot());
  else if (layer === "figures") socket.emit("figures", hub.figures.snapshot());
  else socket.emit("abnormal", hub.abnormal.snapshot());
}

/** The right that a layer needs. */
const LAYER_PERMISSION = {
  vehicles: "traffic.read",
  segments: "traffic.read",
  devices: "device.read",
  figures: "city.read",
  abnormal: "city.read",
} as const satisfies Record<LiveLayer, Parameters<typeof requirePermission>[1]>;

function refusalOf(error: unknown): LiveRefusal {
  if (!(error instanceof ServiceError)) throw error;
  return error.code === "unauthenticated" ? "signed_out" : "forbidden";
}

async function authorize(
  socket: LiveSocket,
  layers: readonly LiveLayer[],
  identify: GatewayOptions["identify"],
): Promise<LiveRefusal | null> {
  const { actor } = await identify(socket.request);
  try {
    for (const layer of layers) requirePermission(actor, LAYER_PERMISSION[layer]);
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}

async function join(
  socket: LiveSocket,
  request: unknown,
  { hub, identify }: { hub: LiveHub; identify: GatewayOptions["identify"] },
): Promise<JoinAnswer> {
  const parsed = layersRequestSchema.safeParse(request);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const code = await authorize(socket, parsed.data.layers, identify);
  if (code) return { ok: false, code };
  for (const layer of parsed.data.layers) {
    await socket.join(layerRoom(layer));
    sendSnapshot(socket, hub, layer);
  }
  return { ok: true };
}

function serve(socket: LiveSocket, hub: LiveHub, options: GatewayOptions): void {
  const { identify, log } = options;
  const fail = (error: unknown): void => {
    log.error({ err: error, socketId: socket.id }, "live request failed");
    // Closing the line, not the session on it, lets the browser come back by itself.
    socket.conn.close();
  };
  socket.on("join", (request, answer) => {
    join(socket, request, { hub, identify }).then((result) => {
      if (!result.ok) socket.emit("refused", { code: result.code });
      if (typeof answer === "function") answer(result);
    }, fail);
  });
  socket.on("leave", (request) => {
    const parsed = layersRequestSchema.safeParse(request);
    for (const layer of parsed.data?.layers ?? []) void socket.leave(layerRoom(layer));
  });
  socket.on("resync", (request) => {
    const parsed = resyncRequestSchema.safeParse(request);
    if (!parsed.success || !socket.rooms.has(layerRoom(parsed.data.layer))) return;
    if (!isBehind(socket.conn)) sendSnapshot(socket, hub, parsed.data.layer);
  });
  socket.emit("beat", hub.beat());
}

const STATE_LAYERS: readonly StateLayer[] = ["segments", "devices", "figures", "abnormal"];

/** Takes slow sockets out of the layers' flow, and back in with a snapshot when they have caught up. */
function watchSlowClients(io: LiveServer, hub: LiveHub): void {
  for (const socket of io.sockets.sockets.values()) {
    const isSlow = isBehind(socket.conn);
    for (const layer of STATE_LAYERS) {
      if (!socket.rooms.has(layerRoom(layer))) continue;
      const wasSlow = socket.rooms.has(behindRoom(layer));
      if (isSlow && !wasSlow) void socket.join(behindRoom(layer));
      if (isSlow || !wasSlow) continue;
      void socket.leave(behindRoom(layer));
      sendSnapshot(socket, hub, layer);
    }
  }
}

async function dropSignedOut(io: LiveServer, identify: GatewayOptions["identify"]): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    const { actor } = await identify(socket.request);
    if (actor) continue;
    socket.emit("refused", { code: "signed_out" });
    socket.disconnect(true);
  }
}

/** Starts the Socket.IO gateway on the console's HTTP server; the hub it returns is fed by the live store. */
export function startLiveGateway(options: GatewayOptions): Started<{ hub: LiveHub; clients(): number }> {
  const { httpServer, clock, log, identify } = options;
  const io: LiveServer = new Server(httpServer, {
    path: LIVE_PATH,
    destroyUpgrade: false,
    serveClient: false,
    transports: ["websocket"],
    maxHttpBufferSize: MAX_REQUEST_BYTES,
    perMessageDeflate: false,
    allowRequest: (request, decide) => decide(null, options.isSameOrigin(request)),
  });
  const onBadFrame = (channel: string): void => log.warn({ channel }, "live frame does not fit");
  const hub = new LiveHub({ clock, output: createOutput(io), onBadFrame });
  io.use((socket, next) => {
    identify(socket.request).then(
      ({ actor }) => next(actor ? undefined : new Error(SIGNED_OUT)),
      () => next(new Error("unavailable")),
    );
  });
  io.on("connection", (socket) => serve(socket, hub, options));
  const stops = [
    clock.every(BEAT_INTERVAL_MS, () => void io.volatile.emit("beat", hub.beat())),
    clock.every(CATCH_UP_INTERVAL_MS, () => watchSlowClients(io, hub)),
    clock.every(SESSION_CHECK_INTERVAL_MS, () =>
      dropSignedOut(io, identify).catch((error: unknown) =>
        log.error({ err: error }, "session check failed"),
      ),
    ),
  ];
  return {
    value: { hub, clients: () => io.sockets.sockets.size },
    stop: async () => {
      for (const stop of stops) stop();
      io.engine.close();
    },
  };
}
