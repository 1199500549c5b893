/**
 * Body of a tile's frame of clusters, 32 bytes each, little-endian; always the whole tile.
 *
 * cluster  u8 cell · u8 worst severity (0 none) · u16 active alarms · u16 x · u16 y · u32 count of each device kind
 */
import type { DeviceKind } from "@arterial/domain/device-kind";
import { ByteCursor, ByteFiller } from "./byte-cursor.ts";
import { fromTileSteps, type Tile, toTileSteps } from "./tile-grid.ts";

/** In the order of the wire. Not taken from the domain's list: that brings the schemas to the browser. */
const KINDS = [
  "traffic",
  "vehicle",
  "air",
  "parking",
  "weather",
  "camera",
] as const satisfies readonly DeviceKind[];
const CLUSTER_BYTES = 8 + KINDS.length * 4;
const MAX_U16 = 0xffff;

/** What stands for everything in one cell of a cluster tile. */
export interface Cluster {
  /** Row times `CLUSTER_CELLS` plus column, from the north-west. */
  cell: number;
  /** Middle of what it stands for. */
  lon: number;
  lat: number;
  /** How many devices of each kind; for `vehicle` the moving vehicles, not their feeds. */
  counts: Record<DeviceKind, number>;
  /** Worst severity of what is abnormal here, 1 to 4; null when nothing is. */
  worstSeverity: 1 | 2 | 3 | 4 | null;
  activeAlarms: number;
}

/** Bytes of one tile's clusters. */
export function encodeClusters(clusters: readonly Cluster[], tile: Tile): Uint8Array {
  const out = new ByteFiller(clusters.length * CLUSTER_BYTES);
  for (const cluster of clusters) {
    const { stepX, stepY } = toTileSteps([cluster.lon, cluster.lat], tile);
    out.u8(cluster.cell);
    out.u8(cluster.worstSeverity ?? 0);
    out.u16(Math.min(MAX_U16, cluster.activeAlarms));
    out.u16(stepX);
    out.u16(stepY);
    for (const kind of KINDS) out.u32(cluster.counts[kind]);
  }
  return out.finish();
}

function severityOf(value: number): Cluster["worstSeverity"] {
  if (value === 0) return null;
  if (value === 1 || value === 2 || value === 3 || value === 4) return value;
  throw new SyntaxError("no such severity");
}

/** What a body says. @throws when the bytes are not such a body. */
export function decodeClusters(bytes: Uint8Array, tile: Tile): Cluster[] {
  const input = new ByteCursor(bytes);
  const clusters: Cluster[] = [];
  while (!input.isAtEnd) {
    const cell = input.u8();
    const worstSeverity = severityOf(input.u8());
    const activeAlarms = input.u16();
    const [lon, lat] = fromTileSteps(tile, input.u16(), input.u16());
    const counts = { traffic: 0, vehicle: 0, air: 0, parking: 0, weather: 0, camera: 0 };
    for (const kind of KINDS) counts[kind] = input.u32();
    clusters.push({ cell, lon, lat, counts, worstSeverity, activeAlarms });
  }
  return clusters;
}
