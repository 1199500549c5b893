import type { MapLayerId } from "../../map/live-map-props.ts";
import type { MapRow } from "./prepare-map-rows.ts";

/** What the table may be narrowed to. */
export type TableOnly = "cameras" | "devices";

/** The rows of one sort of things; all of them when it is narrowed to none. */
export function onlyRows(rows: readonly MapRow[], only: TableOnly | null): readonly MapRow[] {
  if (only === null) return rows;
  return rows.filter((row) => row.type === "device" && (only === "devices" || row.device.kind === "camera"));
}

/** The layers whose things are listed: cameras that are asked for are listed though the map does not show them. */
export function listedLayers(
  layers: ReadonlySet<MapLayerId>,
  only: TableOnly | null,
): ReadonlySet<MapLayerId> {
  return only === "cameras" && !layers.has("cameras") ? new Set([...layers, "cameras"]) : layers;
}
