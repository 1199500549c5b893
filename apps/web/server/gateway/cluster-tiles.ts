import { type Cluster, encodeClusters } from "@arterial/api/live/cluster-codec";
import { CLUSTER_CELLS, fromMercator, type Tile, tileKey, toMercator } from "@arterial/api/live/tile-grid";
import type { LonLat } from "@arterial/domain/city/network";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { AbnormalItem, UnlistedPlace, VehiclePosition } from "@arterial/domain/live/frame";
import type { Places } from "./places.ts";
import { TileFrames } from "./tile-frames.ts";

interface Cell {
  index: number;
  x: number;
  y: number;
  members: number;
  counts: Record<DeviceKind, number>;
  worstSeverity: Cluster["worstSeverity"];
  activeAlarms: number;
}
type Cells = Map<number, { tile: Tile; cells: Map<number, Cell> }>;

const NOBODY = { traffic: 0, vehicle: 0, air: 0, parking: 0, weather: 0, camera: 0 };

/** What clusters are made of. */
export interface ClusterInput {
  places: Places;
  vehicles: Iterable<VehiclePosition>;
  abnormal: Iterable<AbnormalItem>;
  /** What stands where of which the list has only the number. */
  unlisted: Iterable<UnlistedPlace>;
}

/** The cell that a point falls into at a zoom. */
function cellOf(cells: Cells, { x, y }: { x: number; y: number }, z: number): Cell {
  const tiles = 2 ** z;
  const tile = { z, x: Math.floor(x * tiles), y: Math.floor(y * tiles) };
  const key = tileKey(tile);
  const held = cells.get(key) ?? { tile, cells: new Map<number, Cell>() };
  cells.set(key, held);
  const column = Math.min(CLUSTER_CELLS - 1, Math.floor((x * tiles - tile.x) * CLUSTER_CELLS));
  const row = Math.min(CLUSTER_CELLS - 1, Math.floor((y * tiles - tile.y) * CLUSTER_CELLS));
  const index = row * CLUSTER_CELLS + column;
  const cell = held.cells.get(index) ?? {
    index,
    x: 0,
    y: 0,
    members: 0,
    counts: { ...NOBODY },
    worstSeverity: null,
    activeAlarms: 0,
  };
  held.cells.set(index, cell);
  return cell;
}

function addTo(cell: Cell, { x, y }: { x: number; y: number }): void {
  cell.x += x;
  cell.y += y;
  cell.members += 1;
}

function putInto(cells: Cells, z: number): (point: LonLat) => Cell {
  return (point) => {
    const at = toMercator(point);
    const cell = cellOf(cells, at, z);
    addTo(cell, at);
    return cell;
  };
}

/** Cells of the devices alone, which stand still. */
function deviceCellsAt(z: number, places: Places): Cells {
  const cells: Cells = new Map();
  const put = putInto(cells, z);
  for (const { kind, point } of places.devices) if (kind !== "vehicle") put(point).counts[kind] += 1;
  return cells;
}

function copyCells(cells: Cells): Cells {
  const copyCell = (cell: Cell): Cell => ({ ...cell, counts: { ...cell.counts } });
  return new Map(
    [...cells].map(([key, { tile, cells: held }]) => [
      key,
      { tile, cells: new Map([...held].map(([index, cell]) => [index, copyCell(cell)])) },
    ]),
  );
}

/** What is abnormal, by where it stands; what stands for others is told by these. */
function* alarmsOf({ abnormal, unlisted }: ClusterInput): Iterable<UnlistedPlace> {
  for (const { point, severity, others } of abnormal) {
    if (!others) yield { point, worstSeverity: severity, count: 1 };
  }
  yield* unlisted;
}

function clustersAt(z: number, devices: Cells, input: ClusterInput): Cells {
  const cells = copyCells(devices);
  const put = putInto(cells, z);
  for (const { lon, lat } of input.vehicles) put([lon, lat]).counts.vehicle += 1;
  for (const { point, worstSeverity, count } of alarmsOf(input)) {
    const cell = put(point);
    cell.activeAlarms += count;
    if (cell.worstSeverity === null || worstSeverity < cell.worstSeverity) cell.worstSeverity = worstSeverity;
  }
  return cells;
}

function toClusters(cells: Iterable<Cell>): Cluster[] {
  return [...cells].map(({ index, x, y, members, counts, worstSeverity, activeAlarms }) => {
    const [lon, lat] = fromMercator(x / members, y / members);
    return { cell: index, lon, lat, counts, worstSeverity, activeAlarms };
  });
}

/** Clusters of the zooms that somebody looks at, made anew when they are asked for. */
export class ClusterTiles {
  readonly frames: TileFrames;
  readonly #bodies = new Map<number, Uint8Array>();
  readonly #devices = new Map<number, Cells>();
  #places: Places | undefined;
  #counted = new Set<number>();

  constructor() {
    this.frames = new TileFrames("clusters", (_tile, key) => this.#bodies.get(key) ?? new Uint8Array());
  }

  /** Whether the clusters of a zoom have been counted since all were counted the last time. */
  isCounted(zoom: number): boolean {
    return this.#counted.has(zoom);
  }

  /** Counts again for the zooms that are looked at. */
  countAll(zooms: ReadonlySet<number>, at: number, input: ClusterInput): void {
    this.#counted.clear();
    this.#count(zooms, at, input);
    this.frames.forgetEmpty(at);
  }

  /** Counts for a zoom that somebody begins to look at between two counts of all. */
  countAlso(zoom: number, at: number, input: ClusterInput): void {
    this.#count([zoom], at, input);
  }

  /** A frame is numbered for each tile that is not as before. */
  #count(zooms: Iterable<number>, at: number, input: ClusterInput): void {
    if (this.#places !== input.places) this.#devices.clear();
    this.#places = input.places;
    for (const z of zooms) {
      this.#counted.add(z);
      const devices = this.#devices.get(z) ?? deviceCellsAt(z, input.places);
      this.#devices.set(z, devices);
      const counted = clustersAt(z, devices, input);
      for (const [key, { tile, cells }] of counted) {
        this.#take(tile, key, encodeClusters(toClusters(cells.values()), tile), at);
      }
      for (const { tile, key } of [...this.frames.entries]) {
        if (tile.z === z && !counted.has(key)) this.#take(tile, key, new Uint8Array(), at);
      }
    }
  }

  #take(tile: Tile, key: number, body: Uint8Array, at: number): void {
    const held = this.#bodies.get(key);
    if (held ? Buffer.compare(held, body) === 0 : body.byteLength === 0) return;
    const isEmpty = body.byteLength === 0;
    if (isEmpty) this.#bodies.delete(key);
    else this.#bodies.set(key, body);
    this.frames.publish(tile, { at, makeDelta: null, isEmpty });
  }
}
