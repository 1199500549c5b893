import type { ReplayWindow } from "@arterial/api/replay/read-window";
import type { AppRouter } from "@arterial/api/root";
import type {
  AbnormalItem,
  CityFigure,
  LiveDevice,
  LiveSegment,
  VehiclePosition,
} from "@arterial/domain/live/frame";
import type { RecordedChange } from "@arterial/domain/live/replay/live-state";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import type { CityStores } from "../city-stores.ts";
import type { ReplayStatus } from "../page-clock.ts";
import { ReplayLayer } from "./replay-layer.ts";
import { ReplayQueue } from "./replay-queue.ts";

/** So much is fetched with the first moment, ms of the past. */
const FIRST_WINDOW_MS = 20_000;
/** A window holds so many seconds of playing, and the next is fetched when fewer than half of them are left. */
const WINDOW_PLAY_MS = 15_000;
const MAX_WINDOW_MS = 600_000;
/** From this speed on changes that come within half a second of playing are one. */
const COARSE_FROM_SPEED = 4;
const TILE = 0;

/** Why a call failed. */
function statusOf(error: unknown): ReplayStatus {
  if (!(error instanceof TRPCClientError)) return "failed";
  const data: unknown = error.data;
  const code = typeof data === "object" && data !== null && "code" in data ? data.code : undefined;
  return code === "FORBIDDEN" || code === "UNAUTHORIZED" ? "forbidden" : "failed";
}

/** Nothing known: what was shown of another moment must not stay. */
function emptyWindow(t: number): ReplayWindow {
  const nothing = () => ({ items: [], changes: [], knownToMs: t });
  return {
    fromMs: t,
    knownToMs: t,
    segments: nothing(),
    devices: nothing(),
    figures: nothing(),
    abnormal: nothing(),
    vehicles: null,
  };
}

/** Fills the replayed city with what was live at a moment, and with what came next while the clock runs. */
export class ReplayPlayer {
  readonly #client = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc" })] });
  readonly #city: CityStores;
  readonly #segments: ReplayLayer<LiveSegment>;
  readonly #devices: ReplayLayer<LiveDevice>;
  readonly #figures: ReplayLayer<CityFigure>;
  readonly #abnormal: ReplayLayer<AbnormalItem>;
  readonly #vehicles = new ReplayQueue<VehiclePosition>();
  readonly #handles = new Map<string, number>();
  #hasVehicles = false;
  #knownToMs = 0;
  #seek = 0;
  #isFetching = false;

  constructor(city: CityStores) {
    this.#city = city;
    this.#segments = new ReplayLayer(city.segments);
    this.#devices = new ReplayLayer(city.devices);
    this.#figures = new ReplayLayer(city.figures);
    this.#abnormal = new ReplayLayer(city.abnormal);
  }

  /** Shows a moment. The answer says whether it could be. */
  async seek(t: number): Promise<ReplayStatus> {
    this.#seek += 1;
    const seek = this.#seek;
    try {
      const window = await this.#fetch(t, t + FIRST_WINDOW_MS, 0);
      if (seek !== this.#seek) return "loading";
      this.#begin(window ?? emptyWindow(t));
      return window ? "ready" : "missing";
    } catch (error) {
      if (seek !== this.#seek) return "loading";
      this.#begin(emptyWindow(t));
      return statusOf(error);
    }
  }

  /** Goes on to `t`, and fetches what comes when it is running at `speed`. */
  advance(t: number, speed: number): void {
    for (const layer of [this.#segments, this.#devices, this.#figures, this.#abnormal]) layer.advance(t);
    for (const change of this.#vehicles.takeUntil(t)) this.#moveVehicles(change);
    this.#countVehicles();
    if (speed > 0 && this.#knownToMs - t < (WINDOW_PLAY_MS / 2) * speed) void this.#fetchNext(speed);
  }

  async #fetchNext(speed: number): Promise<void> {
    if (this.#isFetching) return;
    this.#isFetching = true;
    const seek = this.#seek;
    const fromMs = this.#knownToMs;
    const toMs = fromMs + Math.min(MAX_WINDOW_MS, WINDOW_PLAY_MS * speed);
    const stepMs = speed >= COARSE_FROM_SPEED ? speed * 500 : 0;
    // A window that cannot be fetched now is asked for again at the next look.
    const window = await this.#fetch(fromMs, toMs, stepMs).catch(() => null);
    this.#isFetching = false;
    if (window && seek === this.#seek) this.#add(window);
  }

  async #fetch(fromMs: number, toMs: number, stepMs: number): Promise<ReplayWindow | null> {
    const range = { fromMs: Math.floor(fromMs), toMs: Math.floor(toMs), stepMs };
    const { window } = await this.#client.replay.window.query(range);
    return window;
  }

  #begin(window: ReplayWindow): void {
    const { segments, devices, figures, abnormal, vehicles } = window;
    this.#segments.begin(segments.items, segments.changes);
    this.#devices.begin(devices.items, devices.changes);
    this.#figures.begin(figures.items, figures.changes);
    this.#abnormal.begin(abnormal.items, abnormal.changes);
    this.#city.fleet.clear();
    this.#vehicles.clear();
    this.#hasVehicles = vehicles !== null;
    this.#moveVehicles({ at: window.fromMs, set: vehicles?.items ?? [], drop: [] });
    this.#vehicles.add(vehicles?.changes ?? []);
    this.#knownToMs = window.knownToMs;
    this.#countVehicles();
  }

  #add({ segments, devices, figures, abnormal, vehicles, knownToMs }: ReplayWindow): void {
    this.#segments.queue.add(segments.changes);
    this.#devices.queue.add(devices.changes);
    this.#figures.queue.add(figures.changes);
    this.#abnormal.queue.add(abnormal.changes);
    this.#vehicles.add(vehicles?.changes ?? []);
    this.#knownToMs = knownToMs;
  }

  #countVehicles(): void {
    this.#city.vehicleCount.set(this.#hasVehicles ? this.#city.fleet.size : null);
  }

  #moveVehicles({ set, drop }: RecordedChange<VehiclePosition>): void {
    const { fleet } = this.#city;
    for (const position of set) {
      const handle = this.#handles.get(position.id) ?? this.#handles.size + 1;
      this.#handles.set(position.id, handle);
      fleet.move(TILE, { ...position, handle }, position.segmentId);
    }
    for (const id of drop) {
      const handle = this.#handles.get(id);
      if (handle !== undefined) fleet.leave(TILE, handle);
    }
  }
}
