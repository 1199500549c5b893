import type { AbnormalKind } from "./frame.ts";

/**
 * Codes of what is abnormal now, with the names of their parameters; the console has words for each. All have `place`,
 * the name of the street or device.
 */
export const ABNORMAL_CODES = {
  /** A queue that is unusual for the hour; the item carries the whole queue. */
  "congestion.severe": [
    "place",
    "lengthM",
    "growthMPerMin",
    "vehicles",
    "delayVehH",
    "speedKmh",
    "ratioPercent",
  ],
  "congestion.heavy": [
    "place",
    "lengthM",
    "growthMPerMin",
    "vehicles",
    "delayVehH",
    "speedKmh",
    "ratioPercent",
  ],
  /** Far from usual for this hour of the week; `score` in robust standard deviations from the median. */
  "speed.below_typical": ["place", "speedKmh", "typicalKmh", "score"],
  "flow.below_typical": ["place", "flowVph", "typicalVph", "score"],
  "flow.above_typical": ["place", "flowVph", "typicalVph", "score"],
  /** Air quality index at a station above "moderate"; `category` as in AQI_CATEGORIES, `pollutant` pm25 or pm10. */
  "air.unhealthy": ["place", "aqi", "category", "pollutant", "concentration"],
  /** A car park that is 95 % full or more. */
  "parking.full": ["place", "occupied", "capacity", "percent"],
  "weather.heavy_rain": ["place", "precipitationMmH"],
  "weather.strong_wind": ["place", "windMs"],
  "weather.low_visibility": ["place", "visibilityM"],
  /**
   * Faults of sensors, by class of fault. `quantity` names what was looked at, `value` what it is, `limit` what it lies
   * beyond.
   */
  "sensor.silent": ["place", "kind", "quantity", "value", "limit"],
  "sensor.clock_skew": ["place", "kind", "quantity", "value", "limit"],
  "sensor.locked_on": ["place", "kind", "quantity", "value", "limit"],
  "sensor.stuck": ["place", "kind", "quantity", "value", "limit"],
  "sensor.high_value": ["place", "kind", "quantity", "value", "limit"],
  "sensor.chatter": ["place", "kind", "quantity", "value", "limit"],
  "sensor.implausible": ["place", "kind", "quantity", "value", "limit"],
  "sensor.disagrees": ["place", "kind", "quantity", "value", "limit"],
  /** More than ten devices of one kind are silent: one item for all of them. */
  "sensor.many_silent": ["place", "kind", "count", "total"],
  /** In a flood, those of one kind that are not listed singly; `place` is that of the worst of them. */
  "congestion.others": ["place", "count"],
  "speed.others": ["place", "count"],
  "flow.others": ["place", "count"],
  "air.others": ["place", "count"],
  "parking.others": ["place", "count"],
  "weather.others": ["place", "count"],
  "sensor.others": ["place", "count"],
  "camera.others": ["place", "count"],
} as const satisfies Record<string, readonly string[]>;

export type AbnormalCode = keyof typeof ABNORMAL_CODES;

/** Codes of the items that stand for others of their kind. */
export const OTHERS_CODES = {
  congestion: "congestion.others",
  speed_below_typical: "speed.others",
  flow_unusual: "flow.others",
  air: "air.others",
  parking: "parking.others",
  weather: "weather.others",
  sensor_fault: "sensor.others",
  camera: "camera.others",
} as const satisfies Record<AbnormalKind, AbnormalCode>;
