import type { DeviceKind } from "../device-kind.ts";
import type { QualityShares } from "../quality/quality-shares.ts";
import type { CongestionClass } from "../traffic/congestion-class.ts";
import type { Queue } from "../traffic/queue.ts";

/**
 * Frames that the pipeline publishes to the live store for whoever shows the city now.
 * Channel names are `live/<name>`; each frame is one JSON document. Every frame carries `at`, the pipeline's clock.
 */
export const LIVE_CHANNELS = {
  vehicles: "live/vehicles",
  segments: "live/segments",
  devices: "live/devices",
  figures: "live/figures",
  abnormal: "live/abnormal",
  heartbeat: "live/heartbeat",
} as const;

/** Positions of all vehicles heard from since the last frame; sent several times a second, and once if there are none. */
export interface VehiclesFrame {
  at: number;
  vehicles: VehiclePosition[];
  /** Vehicles not heard from any more (trip ended or silent for longer than the expected interval allows). */
  gone: string[];
}
export interface VehiclePosition {
  id: string;
  /** Time of the position, epoch ms. */
  ts: number;
  lon: number;
  lat: number;
  speedKmh: number;
  headingDeg: number;
  segmentId: string | null;
}

/** Segments whose state changed; the live store's latest value per segment is the whole state. */
export interface SegmentsFrame {
  at: number;
  segments: LiveSegment[];
}
export interface LiveSegment {
  id: string;
  /** Start of the one-minute window that this state is from, epoch ms. */
  startAt: number;
  speedKmh: number | null;
  flowVph: number;
  densityVpkm: number;
  occupancy: number | null;
  ratio: number | null;
  freeFlowKmh: number;
  congestionClass: CongestionClass;
  vehicles: number;
  /** Share of the input that was observed, 0 to 1. */
  observed: number;
}

/** Latest reading of devices other than vehicles. */
export interface DevicesFrame {
  at: number;
  devices: LiveDevice[];
}
export interface LiveDevice {
  id: string;
  kind: DeviceKind;
  /** Time of the reading, epoch ms. */
  ts: number;
  receivedAt: number;
  /** The reading's fields as sent, without `ts` and `seq`. */
  values: Record<string, unknown>;
}

/** One figure of the city strip; `value` null when too little is known. */
export interface CityFigure {
  id:
    | "travelTimeIndex"
    | "spaceMeanSpeed"
    | "congestedLength"
    | "delay"
    | "vehicles"
    | "air"
    | "parking"
    | "weather";
  value: number | null;
  /** Typical range for this hour of the week (15th to 85th percentile), when known. */
  typical: { low: number; high: number } | null;
  /** How many sensors or segments contributed, of how many. */
  quality: {
    used: number;
    total: number;
    basis: "sensors" | "segments" | "sites" | "stations" | "vehicles";
    /** Of what was used or should have been: observed, imputed, from sensors that are not trusted. */
    shares: QualityShares;
  };
  /** Time of the newest contribution, epoch ms. */
  newestAt: number | null;
  /** Values of the last hour, oldest first, one a minute; null where missing. */
  trend: (number | null)[];
  /** Extra facts by name, such as `category` of air or `windMs` of weather. */
  detail: Record<string, string | number | null>;
}
export interface FiguresFrame {
  at: number;
  figures: CityFigure[];
}

/** What sorts of things are abnormal. */
export const ABNORMAL_KINDS = [
  "congestion",
  "speed_below_typical",
  "flow_unusual",
  "air",
  "parking",
  "weather",
  "sensor_fault",
  "camera",
] as const;
export type AbnormalKind = (typeof ABNORMAL_KINDS)[number];

/** Something that is abnormal now: a condition, not yet an operator's alarm. */
export interface AbnormalItem {
  id: string;
  /** 1 worst … 4. */
  severity: 1 | 2 | 3 | 4;
  kind: AbnormalKind;
  /** What it concerns. */
  subject: { type: "segment" | "device"; id: string };
  point: [lon: number, lat: number];
  /** Message code for translation and its parameters. */
  code: string;
  params: Record<string, string | number>;
  since: number;
  /** Segments that belong together, head first, for congestion. */
  segmentIds: string[];
  /** The queue, for congestion. */
  queue?: Queue | undefined;
  /** How many things of its kind it stands for in a flood, by severity: they are on the list by this item alone. */
  others?: SeverityCounts | undefined;
}

/** A number for each severity, worst first. */
export type SeverityCounts = [s1: number, s2: number, s3: number, s4: number];

/** Where things stand that the list only counts; those of one neighbourhood together. */
export interface UnlistedPlace {
  /** Middle of them. */
  point: [lon: number, lat: number];
  worstSeverity: AbnormalItem["severity"];
  count: number;
}

export interface AbnormalFrame {
  at: number;
  /** Worst first, then newest. */
  items: AbnormalItem[];
  unlisted: UnlistedPlace[];
  /** Ids that were on the list before and still hold, but are told by an item that stands for many from now on. */
  grouped: string[];
}

export interface HeartbeatFrame {
  at: number;
  /** Milliseconds from the newest reading's time to now, over the last seconds (median). */
  behindMs: number | null;
  devicesFresh: number;
  devicesTotal: number;
  /** Set while the 28 days are being loaded. */
  backfill: { doneRows: number; totalRows: number } | null;
  /** Parts of the pipeline that are not well, with the reason. */
  unwell: readonly UnwellPart[];
}

/** A part that is not well: `degraded` while it still works, `down` when it does not. */
export interface UnwellPart {
  part: string;
  status: "degraded" | "down";
  detail: string;
}
