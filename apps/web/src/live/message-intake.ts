import { type Cluster, decodeClusters } from "@arterial/api/live/cluster-codec";
import type { WatchRequest } from "@arterial/api/live/contract";
import { decodeItems } from "@arterial/api/live/item-codec";
import { isWholeLayer, LIVE_LAYERS, type LiveLayer } from "@arterial/api/live/layers";
import type { Frame, Message } from "@arterial/api/live/message-codec";
import { decodeSegments } from "@arterial/api/live/segment-codec";
import { isInRange, type Tile, tileKey } from "@arterial/api/live/tile-grid";
import { decodeVehicles } from "@arterial/api/live/vehicle-codec";
import type { AbnormalItem, CityFigure, LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import type { CityStores } from "./city-stores.ts";
import { ItemLayer } from "./item-layer.ts";

interface HeldTile {
  tile: Tile;
  seq: number;
  /** Names that frames of vehicles and segments point at. */
  segmentIds: readonly string[];
}

/** A tile of which a frame is missing. */
export interface Gap {
  layer: LiveLayer;
  tile: Tile;
}

/** Takes messages, keeps what is in view, and says where something is missing. */
export class MessageIntake {
  readonly #city: CityStores;
  readonly #held = new Map<LiveLayer, Map<number, HeldTile>>(LIVE_LAYERS.map((layer) => [layer, new Map()]));
  readonly #segments: ItemLayer<LiveSegment>;
  readonly #devices: ItemLayer<LiveDevice>;
  readonly #figures: ItemLayer<CityFigure>;
  readonly #abnormal: ItemLayer<AbnormalItem>;
  readonly #clusters = new Map<number, Cluster[]>();
  #watch: WatchRequest = { layers: [], tiles: null, clusterTiles: null, items: [] };
  #epoch: number | null = null;

  constructor(city: CityStores) {
    this.#city = city;
    this.#segments = new ItemLayer(city.segments);
    this.#devices = new ItemLayer(city.devices);
    this.#figures = new ItemLayer(city.figures);
    this.#abnormal = new ItemLayer(city.abnormal);
  }

  /** Looks elsewhere: tiles that are out of view now are dropped. */
  watch(request: WatchRequest): void {
    this.#watch = request;
    for (const layer of LIVE_LAYERS) {
      for (const { tile } of [...this.#tiles(layer).values()]) {
        if (!this.#sees(layer, tile)) this.#drop(layer, tile);
      }
    }
    this.#publish();
  }

  /** Applies a message and returns the tiles that need a snapshot. What belongs together is shown together. */
  take(message: Message): Gap[] {
    if (this.#epoch !== null && message.epoch !== this.#epoch) this.#dropAll();
    this.#epoch = message.epoch;
    const gaps: Gap[] = [];
    const gone: { key: number; handles: readonly number[] }[] = [];
    for (const frame of message.frames) {
      const result = this.#takeFrame(frame);
      if (result === "gap") gaps.push({ layer: frame.layer, tile: frame.tile });
      else if (result !== "done") gone.push({ key: tileKey(frame.tile), handles: result.gone });
    }
    // A vehicle that went from tile to tile is taken over by the new one before the old one lets go.
    for (const { key, handles } of gone) for (const handle of handles) this.#city.fleet.leave(key, handle);
    this.#publish();
    return gaps;
  }

  #takeFrame(frame: Frame): "done" | "gap" | { gone: readonly number[] } {
    const held = this.#tiles(frame.layer).get(tileKey(frame.tile));
    if (frame.kind === "delta") {
      if (!held) return this.#sees(frame.layer, frame.tile) ? "gap" : "done";
      if (frame.seq <= held.seq) return "done";
      if (frame.seq !== held.seq + 1) return "gap";
    }
    try {
      return this.#apply(frame, held?.segmentIds ?? []);
    } catch {
      return "gap";
    }
  }

  #apply(frame: Frame, names: readonly string[]): "done" | { gone: readonly number[] } {
    const { layer, tile, seq } = frame;
    const key = tileKey(tile);
    const hold = (segmentIds: readonly string[]) => this.#tiles(layer).set(key, { tile, seq, segmentIds });
    if (layer === "vehicles") return this.#applyVehicles(frame, names, hold);
    if (layer === "segments") {
      const body = decodeSegments(frame.body, frame.kind === "snapshot" ? null : names);
      if (body.segmentIds) this.#segments.replace(key, body.segments);
      else this.#segments.put(key, body.segments);
      hold(body.segmentIds ?? names);
    } else if (layer === "clusters") {
      this.#clusters.set(key, decodeClusters(frame.body, tile));
      hold([]);
    } else {
      if (layer === "devices") applyItems(this.#devices, frame);
      else if (layer === "figures") applyItems(this.#figures, frame);
      else applyItems(this.#abnormal, frame);
      hold([]);
    }
    return "done";
  }

  #applyVehicles(
    frame: Frame,
    names: readonly string[],
    hold: (segmentIds: readonly string[]) => void,
  ): { gone: readonly number[] } {
    const { tile, at } = frame;
    const key = tileKey(tile);
    const isSnapshot = frame.kind === "snapshot";
    const body = decodeVehicles(frame.body, { tile, at, isSnapshot });
    const segmentIds = body.segmentIds ?? names;
    const { fleet } = this.#city;
    for (const vehicle of body.vehicles) {
      const { segment } = vehicle;
      const id = segment === undefined || segment === null ? segment : (segmentIds[segment] ?? null);
      fleet.move(key, vehicle, id);
    }
    if (isSnapshot) fleet.keepOnly(key, new Set(body.vehicles.map(({ handle }) => handle)));
    hold(segmentIds);
    return { gone: body.gone };
  }

  #sees(layer: LiveLayer, tile: Tile): boolean {
    if (!this.#watch.layers.includes(layer)) return false;
    if (isWholeLayer(layer)) return true;
    const range = layer === "clusters" ? this.#watch.clusterTiles : this.#watch.tiles;
    if (range !== null && isInRange(tile, range)) return true;
    if (layer !== "segments" && layer !== "devices") return false;
    const ids = new Set(this.#watch.items.filter((item) => item.layer === layer).map(({ id }) => id));
    const items = layer === "segments" ? this.#segments : this.#devices;
    return items.holds(tileKey(tile), ids);
  }

  #drop(layer: LiveLayer, tile: Tile): void {
    const key = tileKey(tile);
    this.#tiles(layer).delete(key);
    if (layer === "vehicles") this.#city.fleet.keepOnly(key, new Set());
    else if (layer === "segments") this.#segments.drop(key);
    else if (layer === "devices") this.#devices.drop(key);
    else if (layer === "figures") this.#figures.drop(key);
    else if (layer === "abnormal") this.#abnormal.drop(key);
    else this.#clusters.delete(key);
  }

  #dropAll(): void {
    for (const layer of LIVE_LAYERS) {
      for (const { tile } of [...this.#tiles(layer).values()]) this.#drop(layer, tile);
    }
  }

  #publish(): void {
    for (const layer of [this.#segments, this.#devices, this.#figures, this.#abnormal]) layer.publish();
    const { clusters, vehicleCount, fleet } = this.#city;
    const all = [...this.#clusters.values()].flat();
    if (all.length > 0 || clusters.get().length > 0) clusters.set(all);
    vehicleCount.set(this.#watch.layers.includes("vehicles") && this.#watch.tiles ? fleet.size : null);
  }

  #tiles(layer: LiveLayer): Map<number, HeldTile> {
    const tiles = this.#held.get(layer);
    if (!tiles) throw new Error(`no such layer: ${layer}`);
    return tiles;
  }
}

function applyItems<Item extends { id: string }>(layer: ItemLayer<Item>, frame: Frame): void {
  const { items, left } = decodeItems<Item>(frame.body);
  const key = tileKey(frame.tile);
  if (frame.kind === "snapshot") layer.replace(key, items);
  else {
    layer.put(key, items);
    layer.leave(key, left);
  }
}
