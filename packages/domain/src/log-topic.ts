import type { DeviceKind } from "./device-kind.ts";

/** Topics of the event log. Observations are keyed by device (vehicles by vehicle id), the derived ones by segment or device. */
export const OBSERVATION_TOPICS = {
  traffic: "traffic-data",
  vehicle: "vehicle-data",
  air: "air-quality",
  parking: "parking-data",
  weather: "weather-data",
  camera: "camera-analytics",
} as const satisfies Readonly<Record<DeviceKind, string>>;

export const DERIVED_TOPICS = {
  segmentMetrics: "segment-metrics",
  congestionEvents: "congestion-events",
  alarmEvents: "alarm-events",
  deadLetters: "dead-letters",
} as const;
