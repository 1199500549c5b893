import type { DeviceKind } from "./device-kind.ts";

/** Topics of the event log. Observations are keyed by device, vehicles by vehicle id. */
export const OBSERVATION_TOPICS = {
  traffic: "traffic-data",
  vehicle: "vehicle-data",
  air: "air-quality",
  parking: "parking-data",
  weather: "weather-data",
  camera: "camera-analytics",
} as const satisfies Readonly<Record<DeviceKind, string>>;

/**
 * What follows from observations: segment metrics are keyed by segment, congestion events by queue, alarm events by the
 * segment or device that they are about, dead letters by device, or by topic where none is known.
 */
export const DERIVED_TOPICS = {
  segmentMetrics: "segment-metrics",
  congestionEvents: "congestion-events",
  alarmEvents: "alarm-events",
  deadLetters: "dead-letters",
} as const;
