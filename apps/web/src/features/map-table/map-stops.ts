import type { LonLat } from "@arterial/domain/city/network";
import type { Bounds, MapFeature } from "../../map/live-map-props.ts";
import type { MapRow } from "./prepare-map-rows.ts";

/** Where Tab stops on the map. */
export interface MapStop {
  feature: MapFeature;
  row: MapRow;
  point: LonLat;
}

/** More stops than this nobody walks through; the table has the rest. */
export const MAX_STOPS = 40;

function isInside([west, south, east, north]: Bounds, [lon, lat]: LonLat): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Of a line's corners in view the one nearest to its middle; null when only the way between two crosses the view. */
function pointInView(line: readonly LonLat[], bounds: Bounds): LonLat | null {
  const middle = (line.length - 1) / 2;
  const inView = line
    .map((point, index) => ({ point, fromMiddle: Math.abs(index - middle) }))
    .filter(({ point }) => isInside(bounds, point));
  return inView.toSorted((a, b) => a.fromMiddle - b.fromMiddle)[0]?.point ?? null;
}

function pointOf(row: MapRow, bounds: Bounds): LonLat | null {
  if (row.type === "segment") return pointInView(row.course.line, bounds);
  if (row.type === "zone") return isInside(bounds, row.zone.point) ? row.zone.point : null;
  const point: LonLat = row.type === "device" ? [row.device.lon, row.device.lat] : [...row.item.point];
  return isInside(bounds, point) ? point : null;
}

/** The worst of what stands in the view beside the marks of what is abnormal, which are stops of their own. */
export function prepareMapStops(rows: readonly MapRow[], bounds: Bounds): MapStop[] {
  return rows
    .filter(({ type }) => type !== "abnormal")
    .flatMap((row) => {
      const point = pointOf(row, bounds);
      return point ? [{ feature: { type: row.type, id: row.id }, row, point }] : [];
    })
    .slice(0, MAX_STOPS);
}
