import { DETAIL_TILE_ZOOM, type Tile, tileAt, tileKey } from "@arterial/api/live/tile-grid";
import { type EncodedVehicle, encodeVehicles, MAX_HANDLES } from "@arterial/api/live/vehicle-codec";
import type { VehiclePosition, VehiclesFrame } from "@arterial/domain/live/frame";
import type { Places } from "./places.ts";
import { TileFrames } from "./tile-frames.ts";

/** A vehicle that was not heard of for this long is dropped even if nobody said that it is gone, ms. */
const FORGET_AFTER_MS = 60_000;

interface Known {
  handle: number;
  position: VehiclePosition;
  tile: Tile;
  key: number;
  /** Segment that the tile's last frame named for it; undefined before the first. */
  told: string | null | undefined;
}

interface TileContent {
  tile: Tile;
  vehicles: Set<Known>;
  moved: Set<Known>;
  gone: Set<number>;
}

/** All vehicles on the map, cut into tiles, with the short numbers that browsers know them by. */
export class VehicleTiles {
  readonly frames: TileFrames;
  readonly #places: () => Places;
  readonly #known = new Map<string, Known>();
  readonly #taken = new Set<number>();
  readonly #tiles = new Map<number, TileContent>();
  #nextHandle = 1;
  #at = 0;
  #movedSinceCut = 0;

  constructor(places: () => Places) {
    this.#places = places;
    this.frames = new TileFrames("vehicles", (tile, key, at) =>
      encodeVehicles(
        {
          segmentIds: [...places().segmentsOfTile(key)],
          vehicles: [...(this.#tiles.get(key)?.vehicles ?? [])].map((known) => this.#encoded(known, true)),
          gone: [],
        },
        { tile, at },
      ),
    );
  }

  get size(): number {
    return this.#known.size;
  }

  *positions(): Generator<VehiclePosition> {
    for (const { position } of this.#known.values()) yield position;
  }

  /** Takes a frame of the pipeline: moves, adds and removes vehicles. Those far from the city are not on the map. */
  take(frame: VehiclesFrame): void {
    this.#at = frame.at;
    for (const position of frame.vehicles) {
      const tile = tileAt([position.lon, position.lat], DETAIL_TILE_ZOOM);
      if (this.#places().isNear(tile)) this.#move(position, tile);
      else this.#remove(position.id);
    }
    for (const id of frame.gone) this.#remove(id);
    for (const { position } of [...this.#known.values()]) {
      if (position.ts < frame.at - FORGET_AFTER_MS) this.#remove(position.id);
    }
    this.frames.forgetEmpty(frame.at);
  }

  /** Numbers one frame for each tile in which something moved; returns how many vehicles moved. */
  cut(): number {
    for (const [key, content] of this.#tiles) {
      const { tile, moved, gone } = content;
      if (moved.size === 0 && gone.size === 0) continue;
      const vehicles = [...moved].map((known) => this.#encoded(known, false));
      for (const known of moved) known.told = known.position.segmentId;
      const body = { segmentIds: null, vehicles, gone: [...gone] };
      const at = this.#at;
      const isEmpty = content.vehicles.size === 0;
      this.frames.publish(tile, { at, makeDelta: () => encodeVehicles(body, { tile, at }), isEmpty });
      moved.clear();
      gone.clear();
      if (isEmpty) this.#tiles.delete(key);
    }
    const count = this.#movedSinceCut;
    this.#movedSinceCut = 0;
    return count;
  }

  /** Starts the tiles anew, as after the city changed: their names are others now. */
  relay(): void {
    this.frames.clear();
    for (const known of this.#known.values()) {
      known.told = undefined;
      this.#contentOf(known).moved.add(known);
    }
  }

  #encoded({ handle, position, key, told }: Known, isSnapshot: boolean): EncodedVehicle {
    const { lon, lat, speedKmh, headingDeg, ts, segmentId } = position;
    const vehicle = { handle, lon, lat, speedKmh, headingDeg, ts };
    if (!isSnapshot && told === segmentId) return vehicle;
    const segment = segmentId === null ? null : (this.#places().segmentIndex(key, segmentId) ?? null);
    return { ...vehicle, segment };
  }

  #move(position: VehiclePosition, tile: Tile): void {
    const key = tileKey(tile);
    const known = this.#known.get(position.id) ?? this.#add(position, tile, key);
    if (known.key !== key) {
      this.#leave(known);
      Object.assign(known, { tile, key, told: undefined });
    }
    known.position = position;
    const content = this.#contentOf(known);
    content.vehicles.add(known);
    content.gone.delete(known.handle);
    content.moved.add(known);
    this.#movedSinceCut += 1;
  }

  #add(position: VehiclePosition, tile: Tile, key: number): Known {
    while (this.#taken.has(this.#nextHandle)) this.#nextHandle = (this.#nextHandle + 1) % MAX_HANDLES;
    const known = { handle: this.#nextHandle, position, tile, key, told: undefined };
    this.#taken.add(known.handle);
    this.#nextHandle = (this.#nextHandle + 1) % MAX_HANDLES;
    this.#known.set(position.id, known);
    return known;
  }

  #remove(id: string): void {
    const known = this.#known.get(id);
    if (!known) return;
    this.#leave(known);
    this.#known.delete(id);
    this.#taken.delete(known.handle);
  }

  #leave(known: Known): void {
    const content = this.#contentOf(known);
    content.vehicles.delete(known);
    content.moved.delete(known);
    content.gone.add(known.handle);
  }

  #contentOf({ tile, key }: Known): TileContent {
    const content = this.#tiles.get(key) ?? {
      tile,
      vehicles: new Set<Known>(),
      moved: new Set<Known>(),
      gone: new Set<number>(),
    };
    this.#tiles.set(key, content);
    return content;
  }
}
