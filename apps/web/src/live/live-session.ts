import {
  type Beat,
  type ClientEvents,
  DEFAULT_DETAIL_ZOOMS,
  type DetailZooms,
  LIVE_PATH,
  READER_REFUSALS,
  SEEN_INTERVAL_MS,
  type ServerEvents,
  type WatchRequest,
} from "@arterial/api/live/contract";
import type { LiveLayer } from "@arterial/api/live/layers";
import type { SegmentCourse } from "@arterial/api/live/map-contract";
import { decodeMessage, type Message } from "@arterial/api/live/message-codec";
import { tileKey } from "@arterial/api/live/tile-grid";
import type { HeartbeatFrame } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { io, type Socket } from "socket.io-client";
import { type CityStores, createCityStores } from "./city-stores.ts";
import { comeBack } from "./come-back.ts";
import { CONNECTING, type ConnectionState, type LineFacts, lineStatus } from "./connection-state.ts";
import { type Gap, MessageIntake } from "./message-intake.ts";
import { createPageClock, type PageClock } from "./page-clock.ts";
import { restedStore } from "./rested-store.ts";
import { createServerClock, type ServerClock, steadyNow } from "./server-clock.ts";
import { createStore, type ReadStore, type Store } from "./store.ts";
import { type ShownCity, switchCity, switchStore } from "./switched.ts";
import type { MapView } from "./view-watch.ts";
import { WatchBook } from "./watch-needs.ts";

type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** Everything that the page knows of the city, live or replayed, and the one socket that the live part comes by. */
export interface LiveSession extends ShownCity {
  connection: Store<ConnectionState>;
  heartbeat: Store<HeartbeatFrame | null>;
  /** The live city, also while another moment is shown. */
  live: CityStores;
  /** The moment that is shown: everything on the screen reads it. */
  clock: PageClock;
  /** From which zoom on vehicles and devices are shown one by one. */
  detailZooms: ReadStore<DetailZooms>;
  /** The same for devices of the live city; null before the server said. */
  deviceZoom: ReadStore<number | null>;
  /** The network as it typically is, while it is shown in the place of what is observed. */
  typical: Store<ReadonlyMap<string, { congestionClass: CongestionClass }> | null>;
  /** Keeps a layer watched until the returned function is called as often as this one. */
  join(layer: LiveLayer): () => void;
  /** Keeps one item watched though it may lie outside of the view. */
  joinItem(item: WatchRequest["items"][number]): () => void;
  /** What the map shows; null before there is one. */
  view: ReadStore<MapView | null>;
  /** The same once the map rests. */
  restedView: ReadStore<MapView | null>;
  /** The map says what it shows. */
  setView(view: MapView): void;
  /** The courses of the segments, for vehicles to move along. */
  setCourses(courses: ReadonlyMap<string, SegmentCourse>): void;
}

const WATCH_INTERVAL_MS = 250;
const RESYNC_INTERVAL_MS = 2_000;
const RECONNECT_DELAY_MS = 500;
/** A map that has not moved for so long rests, ms. */
const VIEW_RESTS_MS = 150;
const RECONNECT_DELAY_MAX_MS = 3_000;

/** A replay has no clusters: everything is shown one by one. */
const ALL_DETAILS: DetailZooms = { vehicles: 0, devices: 0 };

/** Asks for snapshots of tiles, for each at most once in `RESYNC_INTERVAL_MS`. */
function createResync(socket: LiveSocket): (gaps: readonly Gap[]) => void {
  const askedAt = new Map<string, number>();
  return (gaps) => {
    const now = steadyNow();
    for (const gap of gaps) {
      const key = `${gap.layer} ${tileKey(gap.tile)}`;
      if (now - (askedAt.get(key) ?? 0) < RESYNC_INTERVAL_MS) continue;
      askedAt.set(key, now);
      socket.emit("resync", gap);
    }
  };
}

/** Tells the server now and then which message is on the screen. */
function createSeen(socket: LiveSocket): (message: Message) => void {
  let saidAt = 0;
  return (message) => {
    const now = steadyNow();
    const hasVehicles = message.frames.some(({ layer, kind }) => layer === "vehicles" && kind === "delta");
    if (!hasVehicles || now - saidAt < SEEN_INTERVAL_MS) return;
    saidAt = now;
    requestAnimationFrame(() => socket.emit("seen", { tick: message.tick }));
  };
}

interface Line extends Omit<LineFacts, "now"> {
  lastUpdateAt: number | null;
  /** Server's clock minus this machine's own at the last beat, ms; 0 until that can be judged. */
  wallSkewMs: number;
}

interface Parts {
  socket: LiveSocket;
  line: Line;
  connection: Store<ConnectionState>;
  heartbeat: Store<HeartbeatFrame | null>;
  detailZooms: Store<DetailZooms>;
  deviceZoom: Store<number | null>;
  serverClock: ServerClock;
  clock: PageClock;
}

function createWatchdog({ line, connection, heartbeat, clock }: Parts): () => void {
  return () => {
    const { status, lostReason } = lineStatus({ now: steadyNow(), ...line });
    const next: ConnectionState = {
      status,
      lostReason,
      lastUpdateAt: line.lastUpdateAt,
      behindMs: heartbeat.get()?.behindMs ?? null,
      serverSkewMs: Math.round(line.wallSkewMs),
    };
    const held = connection.get();
    const isSame = (Object.keys(next) as (keyof ConnectionState)[]).every((key) => next[key] === held[key]);
    if (!isSame) connection.set(next);
    clock.tick();
  };
}

function followLine({ socket, line, heartbeat, serverClock }: Parts, watch: () => void): void {
  const refuse = (code: string): void => {
    // A server that cannot say who is there answers with a word of its own, and a network that fails with another.
    line.refusal = READER_REFUSALS.find((known) => known === code) ?? null;
    watch();
  };
  socket.on("refused", ({ code }) => refuse(code));
  socket.on("connect_error", ({ message }) => refuse(message));
  socket.on("beat", (beat: Beat) => {
    const now = steadyNow();
    serverClock.note(beat.at, now);
    // By the fastest of the last beats: this one may have waited for this page's own work. A change shows at once.
    if (serverClock.isSettled()) line.wallSkewMs = serverClock.toServer(now) - Date.now();
    line.beatAt = now;
    line.pipelineAgeMs = beat.pipelineAgeMs;
    heartbeat.set(beat.pipeline);
    watch();
  });
}

/** Asks for what is needed, and takes what comes. */
function followCity({ socket, line, detailZooms, deviceZoom }: Parts, live: CityStores): WatchBook {
  const intake = new MessageIntake(live);
  const resync = createResync(socket);
  const seen = createSeen(socket);
  const book = new WatchBook((request) => {
    intake.watch(request);
    if (!socket.connected) return;
    socket.emit("watch", request, (answer) => {
      if (!answer.ok) return;
      line.refusal = null;
      const { vehicles, devices } = answer.detailZooms;
      deviceZoom.set(devices);
      const held = detailZooms.get();
      if (held.vehicles !== vehicles || held.devices !== devices) detailZooms.set(answer.detailZooms);
      book.setDetailZooms(answer.detailZooms);
    });
  });
  socket.on("connect", () => book.askAgain());
  socket.on("live", (bytes) => {
    const message = decodeMessage(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
    if (!message) return;
    for (const { at } of message.frames) line.lastUpdateAt = Math.max(line.lastUpdateAt ?? 0, at);
    resync(intake.take(message));
    seen(message);
  });
  return book;
}

/** Comes back after a refusal: now and then, and as soon as the reader does, who may have signed in elsewhere. */
function followReader({ socket, line }: Parts, book: WatchBook): void {
  const tryNow = comeBack(socket, {
    isRefused: () => line.refusal !== null,
    ask: () => book.askAgain(),
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") tryNow();
  });
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
  const live = createCityStores();
  const replayed = createCityStores();
  const serverClock = createServerClock();
  const clock = createPageClock({ serverNow: () => serverClock.toServer(steadyNow()), replayed });
  const parts: Parts = {
    socket,
    line: {
      startedAt: steadyNow(),
      beatAt: null,
      pipelineAgeMs: null,
      refusal: null,
      lastUpdateAt: null,
      wallSkewMs: 0,
    },
    connection: createStore<ConnectionState>(CONNECTING),
    heartbeat: createStore<HeartbeatFrame | null>(null),
    detailZooms: createStore<DetailZooms>(DEFAULT_DETAIL_ZOOMS),
    deviceZoom: createStore<number | null>(null),
    serverClock,
    clock,
  };
  const view = createStore<MapView | null>(null);
  const watch = createWatchdog(parts);
  const book = followCity(parts, live);
  followLine(parts, watch);
  followReader(parts, book);
  setInterval(watch, WATCH_INTERVAL_MS);
  watch();
  return {
    ...switchCity(live, replayed, clock.isReplay),
    connection: parts.connection,
    heartbeat: parts.heartbeat,
    live,
    typical: createStore<ReadonlyMap<string, { congestionClass: CongestionClass }> | null>(null),
    clock,
    deviceZoom: parts.deviceZoom,
    detailZooms: switchStore(parts.detailZooms, createStore(ALL_DETAILS), clock.isReplay),
    join: (layer) => book.join(layer),
    joinItem: (item) => book.joinItem(item),
    view,
    restedView: restedStore(view, VIEW_RESTS_MS),
    setView(next) {
      view.set(next);
      book.setView(next);
    },
    setCourses(courses) {
      live.fleet.setCourses(courses);
      replayed.fleet.setCourses(courses);
    },
  };
}

let session: LiveSession | undefined;

/** The page's one live session, opened by the first who asks. */
export function liveSession(): LiveSession {
  session ??= createLiveSession();
  return session;
}
