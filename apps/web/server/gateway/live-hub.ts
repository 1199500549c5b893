import { type Beat, DEFAULT_DETAIL_ZOOMS, type DetailZooms } from "@arterial/api/live/contract";
import { encodeItems } from "@arterial/api/live/item-codec";
import type { LiveLayer } from "@arterial/api/live/layers";
import { encodeSegments } from "@arterial/api/live/segment-codec";
import { WORLD_TILE } from "@arterial/api/live/tile-grid";
import {
  type AbnormalItem,
  type CityFigure,
  type HeartbeatFrame,
  LIVE_CHANNELS,
  type LiveDevice,
  type LiveSegment,
  type UnlistedPlace,
} from "@arterial/domain/live/frame";
import type { Clock } from "@arterial/runtime/clock";
import type { LiveMessage, LiveStore } from "@arterial/streams/live-store";
import type { z } from "zod";
import { type ClusterInput, ClusterTiles } from "./cluster-tiles.ts";
import { findDetailZoom } from "./detail-zooms.ts";
import {
  abnormalFrameSchema,
  figuresFrameSchema,
  heartbeatFrameSchema,
  liveDeviceSchema,
  liveSegmentSchema,
  vehiclesFrameSchema,
} from "./frame-schemas.ts";
import { ItemTiles } from "./item-tiles.ts";
import { NO_PLACES, type Places } from "./places.ts";
import { SlicedIntake } from "./sliced-intake.ts";
import type { TileEntry, TileFrames } from "./tile-frames.ts";
import { VehicleTiles } from "./vehicle-tiles.ts";

/** What one cut of the hub brought. */
export interface Cut {
  entries: readonly TileEntry[];
  /** Median time of the positions in it, epoch ms; null when no vehicle moved. */
  sensorAt: number | null;
}

const WORLD = [WORLD_TILE];

/** The live city as this server knows it: takes the pipeline's frames, keeps the newest state, cuts it into tiles. */
export class LiveHub {
  readonly vehicles = new VehicleTiles(() => this.#places);
  readonly segments: ItemTiles<LiveSegment>;
  readonly devices: ItemTiles<LiveDevice>;
  readonly figures: ItemTiles<CityFigure>;
  readonly abnormal: ItemTiles<AbnormalItem>;
  readonly clusters = new ClusterTiles();
  readonly #clock: Clock;
  readonly #onBadFrame: (channel: string) => void;
  #places: Places = NO_PLACES;
  #heartbeat: { frame: HeartbeatFrame; heardAt: number } | null = null;
  #vehicleTimes: number[] = [];
  #unlisted: readonly UnlistedPlace[] = [];
  #detailZooms = DEFAULT_DETAIL_ZOOMS;
  readonly #takers: Readonly<Record<string, (value: unknown, isWhole: boolean) => boolean>>;

  constructor(options: { clock: Clock; onBadFrame: (channel: string) => void }) {
    this.#clock = options.clock;
    this.#onBadFrame = options.onBadFrame;
    const encode = <Item extends { id: string }>(items: Item[]) => encodeItems({ items, left: [] });
    this.segments = new ItemTiles<LiveSegment>({
      layer: "segments",
      tilesOf: (id) => this.#places.tilesOfSegment(id),
      encodeSnapshot: (segments, key) => this.#encodeSegments(segments, key, true),
      encodeDelta: ({ items }, key) => this.#encodeSegments(items, key, false),
      canTellLeft: false,
    });
    this.devices = new ItemTiles<LiveDevice>({
      layer: "devices",
      tilesOf: (id) => this.#places.tilesOfDevice(id),
      encodeSnapshot: encode,
      encodeDelta: encodeItems,
      canTellLeft: true,
    });
    const whole = {
      tilesOf: () => WORLD,
      encodeSnapshot: encode,
      encodeDelta: encodeItems,
      canTellLeft: true,
      wholeTile: WORLD_TILE,
    };
    this.figures = new ItemTiles<CityFigure>({ layer: "figures", ...whole });
    this.abnormal = new ItemTiles<AbnormalItem>({ layer: "abnormal", ...whole });
    this.#takers = this.#createTakers();
  }

  /** Where things lie. */
  get places(): Places {
    return this.#places;
  }

  /** Takes another city or other devices; every tile starts anew, so the gateway's epoch must change with it. */
  setPlaces(places: Places): void {
    this.#places = places;
    this.vehicles.relay();
    this.segments.relay();
    this.devices.relay();
    const devices = findDetailZoom(
      "devices",
      places.devices.map(({ point }) => point),
    );
    this.#detailZooms = { ...this.#detailZooms, devices };
    this.findDetailZooms();
  }

  /** Frames of a layer. */
  framesOf(layer: LiveLayer): TileFrames {
    return this[layer].frames;
  }

  /** Listens to a live store; the returned function ends it. */
  listen(store: LiveStore): Promise<() => Promise<void>> {
    return store.subscribe("live/", (message) => this.take(message));
  }

  /** Takes one message of the live store. Keyed ones are whole states, the others changes. */
  take({ channel, key, value }: LiveMessage): void {
    const taker = this.#takers[channel];
    if (taker && !taker(value, key !== null)) this.#onBadFrame(channel);
  }

  /** Numbers one frame for each tile of each layer that changed since the last cut. */
  cut(): Cut {
    this.vehicles.cut();
    for (const layer of [this.segments, this.devices, this.figures, this.abnormal]) layer.cut();
    const layers = [this.vehicles, this.segments, this.devices, this.clusters, this.figures, this.abnormal];
    const times = this.#vehicleTimes.sort((a, b) => a - b);
    this.#vehicleTimes = [];
    return {
      entries: layers.flatMap(({ frames }) => frames.takeChanged()),
      sensorAt: times[times.length >> 1] ?? null,
    };
  }

  /** Counts clusters again for the zooms that somebody looks at. */
  countClusters(zooms: ReadonlySet<number>): void {
    this.clusters.countAll(zooms, this.#clock.now(), this.#clusterInput());
  }

  /** Counts clusters of a zoom that somebody begins to look at, unless they have just been counted. */
  countClustersAt(zoom: number): void {
    if (this.clusters.isCounted(zoom)) return;
    this.clusters.countAlso(zoom, this.#clock.now(), this.#clusterInput());
  }

  #clusterInput(): ClusterInput {
    const { vehicles, abnormal } = this;
    // Iterated once for each zoom.
    return {
      places: this.#places,
      vehicles: [...vehicles.positions()],
      abnormal: [...abnormal.items()],
      unlisted: this.#unlisted,
    };
  }

  /** From which zoom on single vehicles and devices are few enough to show; as found the last time. */
  get detailZooms(): DetailZooms {
    return this.#detailZooms;
  }

  /** Looks again where vehicles are; devices stay where they are until there are other places. */
  findDetailZooms(): void {
    const points = [...this.vehicles.positions()].map(({ lon, lat }): [number, number] => [lon, lat]);
    this.#detailZooms = { ...this.#detailZooms, vehicles: findDetailZoom("vehicles", points) };
  }

  /** The pulse that every client gets. */
  beat(): Beat {
    const at = this.#clock.now();
    const { frame = null, heardAt = null } = this.#heartbeat ?? {};
    return { at, pipeline: frame, pipelineAgeMs: heardAt === null ? null : at - heardAt };
  }

  #encodeSegments(segments: LiveSegment[], key: number, isSnapshot: boolean): Uint8Array {
    const segmentIds = isSnapshot ? [...this.#places.segmentsOfTile(key)] : null;
    return encodeSegments({ segmentIds, segments }, (id) => this.#places.segmentIndex(key, id) ?? 0);
  }

  #createTakers() {
    const { vehicles, segments, devices, figures, abnormal } = this;
    return {
      [LIVE_CHANNELS.vehicles]: parsed(vehiclesFrameSchema, (frame) => {
        for (const { ts } of frame.vehicles) this.#vehicleTimes.push(ts);
        vehicles.take(frame);
      }),
      [LIVE_CHANNELS.segments]: sliced(
        new SlicedIntake<LiveSegment>({
          field: "segments",
          item: liveSegmentSchema,
          target: segments,
          onBad: () => this.#onBadFrame(LIVE_CHANNELS.segments),
        }),
      ),
      [LIVE_CHANNELS.devices]: sliced(
        new SlicedIntake<LiveDevice>({
          field: "devices",
          item: liveDeviceSchema,
          target: devices,
          onBad: () => this.#onBadFrame(LIVE_CHANNELS.devices),
        }),
      ),
      [LIVE_CHANNELS.figures]: parsed(figuresFrameSchema, ({ at, figures: items }) =>
        figures.takeWhole(at, items),
      ),
      [LIVE_CHANNELS.abnormal]: parsed(abnormalFrameSchema, ({ at, items, unlisted }) => {
        abnormal.takeWhole(at, items);
        this.#unlisted = unlisted;
      }),
      [LIVE_CHANNELS.heartbeat]: parsed(heartbeatFrameSchema, (frame) => {
        this.#heartbeat = { frame, heardAt: this.#clock.now() };
      }),
    };
  }
}

/** A taker whose frames may be large. */
function sliced(intake: { take(value: unknown, isWhole: boolean): void }) {
  return (value: unknown, isWhole: boolean): boolean => {
    intake.take(value, isWhole);
    return true;
  };
}

/** A taker that parses first; false when the value does not fit. */
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  take: (frame: z.output<Schema>, isWhole: boolean) => void,
): (value: unknown, isWhole: boolean) => boolean {
  return (value, isWhole) => {
    const frame = schema.safeParse(value);
    if (frame.success) take(frame.data, isWhole);
    return frame.success;
  };
}
