import type { SegmentCourse } from "@arterial/api/live/map-contract";
import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { AbnormalItem, LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Bounds, MapDevice, MapFeature, MapLayerId } from "../../map/live-map-props.ts";

/** One thing that the map shows. */
export type MapRow =
  | { type: "abnormal"; id: string; rank: number; item: AbnormalItem }
  | { type: "segment"; id: string; rank: number; course: SegmentCourse; state: LiveSegment | undefined }
  | {
      type: "device";
      id: string;
      rank: number;
      device: MapDevice;
      newest: Pick<LiveDevice, "ts" | "values"> | null;
      age: DataAge;
    };

/** What the map shows, and where. */
export interface MapContents {
  bounds: Bounds;
  /** Keeps its row when the map shows another place, as beside the panel that it opens. */
  selection: MapFeature | null;
  layers: ReadonlySet<MapLayerId>;
  abnormal: readonly AbnormalItem[];
  courses: ReadonlyMap<string, SegmentCourse>;
  segments: ReadonlyMap<string, LiveSegment>;
  devices: readonly (MapDevice & { latest: Pick<LiveDevice, "ts" | "values"> | null })[];
  live: ReadonlyMap<string, LiveDevice>;
  /** Only what was live at the shown moment counts, not what the list of devices says today. */
  isReplay: boolean;
  /** The shown moment, epoch ms. */
  now: number;
}

/** After the four severities: what is closed or jammed, devices that are not heard, what is slow, and what is as usual. */
const CLASS_RANK: Readonly<Record<CongestionClass, number>> = {
  closed: 5,
  severe: 6,
  heavy: 7,
  moderate: 10,
  light: 12,
  free: 13,
  unknown: 15,
};
const AGE_RANK: Readonly<Record<DataAge, number>> = { offline: 8, stale: 9, late: 11, fresh: 14 };

/** Layer in which the devices of a kind are shown one by one; those without are no rows. */
export const LAYER_OF_KIND: Readonly<Partial<Record<DeviceKind, MapLayerId>>> = {
  air: "air",
  parking: "parking",
  weather: "weather",
  camera: "cameras",
};

function isInside([west, south, east, north]: Bounds, [lon, lat]: readonly [number, number]): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** True when the box around a line meets the bounds. */
function isLineInside([west, south, east, north]: Bounds, line: SegmentCourse["line"]): boolean {
  const lons = line.map(([lon]) => lon);
  const lats = line.map(([, lat]) => lat);
  return (
    Math.max(...lons) >= west &&
    Math.min(...lons) <= east &&
    Math.max(...lats) >= south &&
    Math.min(...lats) <= north
  );
}

function isSelected({ selection }: MapContents, type: MapFeature["type"], id: string): boolean {
  return selection?.type === type && selection.id === id;
}

function abnormalRows(contents: MapContents): MapRow[] {
  const { layers, abnormal, bounds } = contents;
  if (!layers.has("incidents")) return [];
  return abnormal
    .filter(({ id, point }) => isInside(bounds, point) || isSelected(contents, "abnormal", id))
    .map((item) => ({ type: "abnormal", id: item.id, rank: item.severity, item }));
}

function segmentRows(contents: MapContents): MapRow[] {
  const { layers, courses, segments, bounds } = contents;
  if (!layers.has("congestion")) return [];
  return [...courses.values()]
    .filter(({ id, line }) => isLineInside(bounds, line) || isSelected(contents, "segment", id))
    .map((course) => {
      const state = segments.get(course.id);
      return {
        type: "segment",
        id: course.id,
        rank: CLASS_RANK[state?.congestionClass ?? "unknown"],
        course,
        state,
      };
    });
}

function deviceRows(contents: MapContents): MapRow[] {
  const { layers, devices, live, bounds, isReplay, now } = contents;
  return devices
    .filter(({ id, kind, lon, lat }) => {
      const layer = LAYER_OF_KIND[kind];
      if (layer === undefined || !layers.has(layer)) return false;
      return isInside(bounds, [lon, lat]) || isSelected(contents, "device", id);
    })
    .map((device) => {
      const newest = live.get(device.id) ?? (isReplay ? null : device.latest);
      const { expectedIntervalS } = device;
      const age = dataAge({ newestAt: newest?.ts ?? null, now, expectedIntervalS });
      return { type: "device", id: device.id, rank: AGE_RANK[age], device, newest, age };
    });
}

/** Among equals: the slower one, the one that began later, and then by id, so that rows keep their places. */
function compareRows(a: MapRow, b: MapRow): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.type === "segment" && b.type === "segment") {
    const difference = (a.state?.ratio ?? 1) - (b.state?.ratio ?? 1);
    if (difference !== 0) return difference;
  }
  if (a.type === "abnormal" && b.type === "abnormal" && a.item.since !== b.item.since) {
    return b.item.since - a.item.since;
  }
  return a.id < b.id ? -1 : 1;
}

/** Everything that the map shows in its layers and bounds, worst first. */
export function prepareMapRows(contents: MapContents): MapRow[] {
  return [...abnormalRows(contents), ...segmentRows(contents), ...deviceRows(contents)].sort(compareRows);
}
