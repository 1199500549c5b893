import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { LonLat } from "@arterial/domain/city/network";
import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { AbnormalItem, LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Bounds, MapDevice, MapFeature, MapLayerId } from "../../map/live-map-props.ts";
import type { HeatVariant } from "../heat/heat-variant.ts";
import {
  deviceHeat,
  type Measure,
  type MeasureLevel,
  measureDevice,
  measureStreet,
  showsKind,
  streetQuantities,
} from "./row-measure.ts";

/** How a street is; how many vehicles an hour is not told of what is typical. */
export type StreetState = Pick<LiveSegment, "congestionClass" | "ratio" | "speedKmh"> & {
  flowVph: number | null;
};

/** What is typical for a street in the shown hour. */
type TypicalStreet = Omit<StreetState, "flowVph">;

/** A district with the point that its name stands on. */
export interface MapZone {
  id: string;
  name: string;
  point: LonLat;
}

/** One thing that the map shows. `measures` is what layers show of it beside its class or age, what ranks it first. */
export type MapRow =
  | { type: "abnormal"; id: string; rank: number; item: AbnormalItem }
  | { type: "zone"; id: string; rank: number; zone: MapZone }
  | {
      type: "segment";
      id: string;
      rank: number;
      course: SegmentCourse;
      state: StreetState | undefined;
      /** What stands in `state` is what is typical, not what was observed. */
      isTypical: boolean;
      measures: readonly Measure[];
    }
  | {
      type: "device";
      id: string;
      rank: number;
      device: MapDevice;
      newest: Pick<LiveDevice, "ts" | "values"> | null;
      age: DataAge;
      measures: readonly Measure[];
    };

/** What the map shows, and where. */
export interface MapContents {
  bounds: Bounds;
  /** Keeps its row when the map shows another place, as beside the panel that it opens. */
  selection: MapFeature | null;
  layers: ReadonlySet<MapLayerId>;
  /** What the heat layer shows. */
  heat: HeatVariant;
  /** Typical ratio to free flow by segment; empty while the layer against typical does not show. */
  typicalRatios: ReadonlyMap<string, number>;
  /** What is typical by segment, where the map shows that in the place of what was observed; else null. */
  typical: ReadonlyMap<string, TypicalStreet> | null;
  /** Loops are dots in the road that are drawn from near, or far out among what clusters stand for. */
  showsLoops: boolean;
  abnormal: readonly AbnormalItem[];
  zones: readonly MapZone[];
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
/** Nothing is wrong with a zone: it stands before what lies in it. */
const ZONE_RANK = 4.5;
const AGE_RANK: Readonly<Record<DataAge, number>> = { offline: 8, stale: 9, late: 11, fresh: 14 };

/** Much of a heat stands where what is jammed or slow does, so does what is slower than usual. */
const LEVEL_RANK: Readonly<Record<MeasureLevel, number>> = {
  full: 6,
  high: 7,
  medium: 10,
  low: 12,
  none: 13,
  muchSlower: 6,
  slower: 7,
  usual: 12,
  faster: 13,
  muchFaster: 13,
  unknown: 15,
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

function zoneRows(contents: MapContents): MapRow[] {
  const { layers, zones, bounds } = contents;
  if (!layers.has("zones")) return [];
  return zones
    .filter(({ id, point }) => isInside(bounds, point) || isSelected(contents, "zone", id))
    .map((zone) => ({ type: "zone", id: zone.id, rank: ZONE_RANK, zone }));
}

function typicalState(street: TypicalStreet | undefined): StreetState | undefined {
  return street && { ...street, flowVph: null };
}

function segmentRows(contents: MapContents): MapRow[] {
  const { layers, heat, typicalRatios, courses, segments, bounds, typical } = contents;
  const quantities = streetQuantities(layers, heat);
  if (quantities.length === 0) return [];
  // A heat and the layer against typical are of what was observed all the same.
  const shown = quantities.includes("congestion") ? typical : null;
  return [...courses.values()]
    .filter(({ id, line }) => isLineInside(bounds, line) || isSelected(contents, "segment", id))
    .map((course) => {
      const observed = segments.get(course.id);
      const measures = measureStreet(course, quantities, { state: observed, typicalRatios });
      const [first] = measures;
      const state = shown ? typicalState(shown.get(course.id)) : observed;
      const isTypical = shown !== null;
      const rank = first ? LEVEL_RANK[first.level] : CLASS_RANK[state?.congestionClass ?? "unknown"];
      return { type: "segment", id: course.id, rank, course, state, isTypical, measures };
    });
}

/** What is not heard ranks by its age, whatever the heat would show of it. */
function rankOfDevice(age: DataAge, [first]: readonly Measure[]): number {
  return first && (age === "fresh" || age === "late") ? LEVEL_RANK[first.level] : AGE_RANK[age];
}

function deviceRows(contents: MapContents): MapRow[] {
  const { layers, heat, devices, live, bounds, isReplay, now, showsLoops } = contents;
  const quantity = deviceHeat(layers, heat);
  return devices
    .filter(({ id, kind, lon, lat }) => {
      if (!showsKind(kind, layers, heat) || (kind === "traffic" && !showsLoops)) return false;
      return isInside(bounds, [lon, lat]) || isSelected(contents, "device", id);
    })
    .map((device) => {
      const newest = live.get(device.id) ?? (isReplay ? null : device.latest);
      const { expectedIntervalS } = device;
      const age = dataAge({ newestAt: newest?.ts ?? null, now, expectedIntervalS });
      const measures = measureDevice(quantity, { device, newest, now });
      const rank = rankOfDevice(age, measures);
      return { type: "device", id: device.id, rank, device, newest, age, measures };
    });
}

/** What rows of the same rank are told apart by, and how bad it is: the more, the worse. */
function weightOf(row: MapRow): { by: string; weight: number } {
  if (row.type === "abnormal") return { by: "", weight: row.item.since };
  if (row.type === "zone") return { by: "", weight: 0 };
  const [first] = row.measures;
  if (first) {
    const { quantity, value } = first;
    return { by: quantity, weight: (quantity === "difference" ? -1 : 1) * (value ?? 0) };
  }
  return row.type === "segment"
    ? { by: "congestion", weight: -(row.state?.ratio ?? 1) }
    : { by: "age", weight: 0 };
}

/** Among equals: the slower one or the one with more, the one that began later, and then by id, so that rows keep their places. */
function compareRows(a: MapRow, b: MapRow): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  const [inA, inB] = [weightOf(a), weightOf(b)];
  if (inA.by !== inB.by) return inA.by < inB.by ? -1 : 1;
  return inB.weight - inA.weight || (a.id < b.id ? -1 : 1);
}

/** Everything that the map shows in its layers and bounds, worst first. */
export function prepareMapRows(contents: MapContents): MapRow[] {
  return [
    ...abnormalRows(contents),
    ...zoneRows(contents),
    ...segmentRows(contents),
    ...deviceRows(contents),
  ].sort(compareRows);
}
