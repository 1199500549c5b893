import { OBSERVATION_TOPICS } from "../log-topic.ts";

/** A window over a topic as data, so that any engine can run the same one. Times in ms. */
export interface SegmentWindowDefinition {
  readonly name: string;
  /** Topics that feed it. */
  readonly sources: readonly string[];
  /** Field that the state is kept by. */
  readonly key: "segmentId";
  readonly sizeMs: number;
  /** Equal to the size for tumbling windows. */
  readonly slideMs: number;
  /** How far behind the newest reading the watermark stays. */
  readonly outOfOrdernessMs: number;
  /** How long after its end a window still takes corrections. */
  readonly graceMs: number;
  readonly aggregates: readonly (keyof typeof SEGMENT_AGGREGATES)[];
}

/** What the segment windows add up, each in words that hold in any engine. */
export const SEGMENT_AGGREGATES = {
  vehicleKm: "sum of distance travelled on the segment inside the window",
  vehicleHours: "sum of time spent on the segment inside the window",
  vehicles: "count of distinct vehicles on the segment inside the window",
  occupancy: "mean of loop occupancy weighted by period and lane",
  loopFlow: "sum of loop counts by lane, scaled to the lanes that have no loop",
} as const;

const MINUTE_MS = 60_000;

function segmentWindow(name: string, sizeMs: number): SegmentWindowDefinition {
  return {
    name,
    sources: [OBSERVATION_TOPICS.vehicle, OBSERVATION_TOPICS.traffic],
    key: "segmentId",
    sizeMs,
    slideMs: sizeMs,
    outOfOrdernessMs: 3_000,
    graceMs: 2 * MINUTE_MS,
    aggregates: ["vehicleKm", "vehicleHours", "vehicles", "occupancy", "loopFlow"],
  };
}

/** The live windows of segments: one and five minutes, tumbling. */
export const SEGMENT_WINDOWS = {
  minute: segmentWindow("segment-metric-1m", MINUTE_MS),
  fiveMinutes: segmentWindow("segment-metric-5m", 5 * MINUTE_MS),
} as const;
