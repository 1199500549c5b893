import {
  type Beat,
  type ClientEvents,
  type LayerMessage,
  LIVE_PATH,
  type LiveLayer,
  type LiveRefusal,
  type ServerEvents,
} from "@arterial/api/live/contract";
import { decodeVehicles } from "@arterial/api/live/vehicle-codec";
import type {
  AbnormalItem,
  CityFigure,
  HeartbeatFrame,
  LiveDevice,
  LiveSegment,
} from "@arterial/domain/live/frame";
import { io, type Socket } from "socket.io-client";
import { CONNECTING, type ConnectionState, lineStatus } from "./connection-state.ts";
import { applyLayerMessage, EMPTY_LAYER, type LayerState } from "./layer-state.ts";
import { createServerClock, type ServerClock } from "./server-clock.ts";
import { createStore, type Store } from "./store.ts";
import { VehicleFleet } from "./vehicle-fleet.ts";

type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** Everything live that the page knows, and the one socket it comes by. */
export interface LiveSession {
  connection: Store<ConnectionState>;
  heartbeat: Store<HeartbeatFrame | null>;
  figures: Store<LayerState<CityFigure>>;
  abnormal: Store<LayerState<AbnormalItem>>;
  segments: Store<LayerState<LiveSegment>>;
  devices: Store<LayerState<LiveDevice>>;
  vehicleCount: Store<number | null>;
  fleet: VehicleFleet;
  clock: ServerClock;
  /** Server's time to the second, epoch ms; null before the page runs in a browser. */
  now: Store<number | null>;
  /** Keeps a layer joined until the returned function is called as often as this one. */
  join(layer: LiveLayer): () => void;
}

const SIGNED_OUT: LiveRefusal = "signed_out";
const WATCH_INTERVAL_MS = 500;
const RESYNC_INTERVAL_MS = 2_000;
const RECONNECT_DELAY_MS = 500;
const RECONNECT_DELAY_MAX_MS = 3_000;

/** Counts who needs a layer, and tells when the first comes and the last goes. */
function createJoins(socket: LiveSocket, onLeft: (layer: LiveLayer) => void) {
  const needs = new Map<LiveLayer, number>();
  const ask = (layers: LiveLayer[]): void => {
    if (layers.length > 0 && socket.connected) socket.emit("join", { layers }, () => undefined);
  };
  return {
    askAgain: () => ask([...needs.keys()]),
    join(layer: LiveLayer): () => void {
      const count = needs.get(layer) ?? 0;
      needs.set(layer, count + 1);
      if (count === 0) ask([layer]);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (needs.get(layer) ?? 1) - 1;
        if (left > 0) return void needs.set(layer, left);
        needs.delete(layer);
        if (socket.connected) socket.emit("leave", { layers: [layer] });
        onLeft(layer);
      };
    },
  };
}

/** Asks for a snapshot of a layer, at most once in `RESYNC_INTERVAL_MS`. */
function createResync(socket: LiveSocket): (layer: LiveLayer) => void {
  const askedAt = new Map<LiveLayer, number>();
  return (layer) => {
    const now = Date.now();
    if (now - (askedAt.get(layer) ?? 0) < RESYNC_INTERVAL_MS) return;
    askedAt.set(layer, now);
    socket.emit("resync", { layer });
  };
}

function createStores() {
  return {
    connection: createStore<ConnectionState>(CONNECTING),
    heartbeat: createStore<HeartbeatFrame | null>(null),
    figures: createStore<LayerState<CityFigure>>(EMPTY_LAYER),
    abnormal: createStore<LayerState<AbnormalItem>>(EMPTY_LAYER),
    segments: createStore<LayerState<LiveSegment>>(EMPTY_LAYER),
    devices: createStore<LayerState<LiveDevice>>(EMPTY_LAYER),
    vehicleCount: createStore<number | null>(null),
    now: createStore<number | null>(null),
    fleet: new VehicleFleet(),
    clock: createServerClock(),
  };
}
type Stores = ReturnType<typeof createStores>;

interface Line {
  startedAt: number;
  beatAt: number | null;
  pipelineAgeMs: number | null;
  isSignedOut: boolean;
  lastUpdateAt: number | null;
}

function listenToLayers(
  socket: LiveSocket,
  stores: Stores,
  line: Line,
  resync: (layer: LiveLayer) => void,
): void {
  function take<Item extends { id: string }>(layer: LiveLayer, store: Store<LayerState<Item>>) {
    return (message: LayerMessage<Item>): void => {
      const result = applyLayerMessage(store.get(), message);
      if (result.kind === "gap") resync(layer);
      if (result.kind !== "applied") return;
      line.lastUpdateAt = Math.max(line.lastUpdateAt ?? 0, message.at);
      store.set(result.state);
    };
  }
  socket.on("segments", take("segments", stores.segments));
  socket.on("devices", take("devices", stores.devices));
  socket.on("figures", take("figures", stores.figures));
  socket.on("abnormal", take("abnormal", stores.abnormal));

  let vehicleSeq: number | null = null;
  socket.on("vehicles", (bytes) => {
    const frame = decodeVehicles(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
    if (!frame) return;
    if (frame.kind === "delta" && vehicleSeq !== null && frame.seq !== vehicleSeq + 1) resync("vehicles");
    vehicleSeq = frame.seq;
    line.lastUpdateAt = Math.max(line.lastUpdateAt ?? 0, frame.at);
    stores.fleet.apply(frame);
    stores.vehicleCount.set(stores.fleet.size);
  });
}

function watchLine(stores: Stores, line: Line): () => void {
  return () => {
    const now = Date.now();
    const { status, lostReason } = lineStatus({ now, ...line });
    const next: ConnectionState = {
      status,
      lostReason,
      lastUpdateAt: line.lastUpdateAt,
      behindMs: stores.heartbeat.get()?.behindMs ?? null,
      serverSkewMs: Math.round(stores.clock.skewMs()),
    };
    const held = stores.connection.get();
    const isSame = (Object.keys(next) as (keyof ConnectionState)[]).every((key) => next[key] === held[key]);
    if (!isSame) stores.connection.set(next);
    stores.now.set(Math.floor(stores.clock.toServer(now) / 1_000) * 1_000);
  };
}

/** Opens the page's live session; called once, in a browser. */
export function createLiveSession(): LiveSession {
  const socket: LiveSocket = io({
    path: LIVE_PATH,
    transports: ["websocket"],
    reconnectionDelay: RECONNECT_DELAY_MS,
    reconnectionDelayMax: RECONNECT_DELAY_MAX_MS,
    timeout: RECONNECT_DELAY_MAX_MS,
  });
  const stores = createStores();
  const line: Line = {
    startedAt: Date.now(),
    beatAt: null,
    pipelineAgeMs: null,
    isSignedOut: false,
    lastUpdateAt: null,
  };
  const watch = watchLine(stores, line);
  const joins = createJoins(socket, (layer) => {
    if (layer !== "vehicles") return;
    stores.fleet.clear();
    stores.vehicleCount.set(null);
  });
  listenToLayers(socket, stores, line, createResync(socket));
  socket.on("connect", () => {
    line.isSignedOut = false;
    joins.askAgain();
  });
  socket.on("refused", ({ code }) => {
    line.isSignedOut = code === SIGNED_OUT;
    watch();
  });
  socket.on("connect_error", ({ message }) => {
    line.isSignedOut = message === SIGNED_OUT;
    // Socket.IO itself does not try again after the server said no.
    if (!socket.active && !line.isSignedOut) setTimeout(() => socket.connect(), RECONNECT_DELAY_MAX_MS);
    watch();
  });
  socket.on("beat", (beat: Beat) => {
    const now = Date.now();
    stores.clock.note(beat.at, now);
    line.beatAt = now;
    line.pipelineAgeMs = beat.pipelineAgeMs;
    stores.heartbeat.set(beat.pipeline);
    watch();
  });
  setInterval(watch, WATCH_INTERVAL_MS);
  watch();
  return { ...stores, join: joins.join };
}

let session: LiveSession | undefined;

/** The page's one live session, opened by the first who asks. */
export function liveSession(): LiveSession {
  session ??= createLiveSession();
  return session;
}
