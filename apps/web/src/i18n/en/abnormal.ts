import { OTHERS_CODES } from "@arterial/domain/live/abnormal-code";

/** Reads the parameters of an abnormal item, written for the reader; empty when one is absent. */
export interface ParamReader {
  text(name: string): string;
  number(name: string, decimals?: number): string;
}

type ByCode<Value> = Readonly<Record<string, Value>>;

/** The same for each code of an item that stands for others. */
export function forOthers<Value>(value: Value): ByCode<Value> {
  return Object.fromEntries(Object.values(OTHERS_CODES).map((code) => [code, value]));
}

const amongThem = (place: string) => `among them ${place}`;
const countOf = (read: ParamReader) => read.number("count");

/** Words for what is abnormal, by the code that the pipeline gives it. */
export const abnormal = {
  byKind: {
    congestion: "Congestion",
    speed_below_typical: "Speed below typical",
    flow_unusual: "Unusual flow",
    air: "Air quality",
    parking: "Car park",
    weather: "Weather",
    sensor_fault: "Sensor fault",
    camera: "Camera",
  },
  titles: {
    "congestion.severe": "Queue",
    "congestion.heavy": "Slow traffic",
    "speed.below_typical": "Slower than usual",
    "flow.below_typical": "Less traffic than usual",
    "flow.above_typical": "More traffic than usual",
    "air.unhealthy": "Unhealthy air",
    "parking.full": "Car park full",
    "weather.heavy_rain": "Heavy rain",
    "weather.strong_wind": "Strong wind",
    "weather.low_visibility": "Low visibility",
    "sensor.silent": "Sensor: no data",
    "sensor.clock_skew": "Sensor: clock skew",
    "sensor.locked_on": "Sensor: locked on",
    "sensor.stuck": "Sensor: stuck",
    "sensor.high_value": "Sensor: value too high",
    "sensor.chatter": "Sensor: chatter",
    "sensor.implausible": "Sensor: implausible",
    "sensor.disagrees": "Sensor: disagrees",
    "sensor.many_silent": "Sensors silent",
    "congestion.others": "Others: slow traffic",
    "speed.others": "Others: slower than usual",
    "flow.others": "Others: unusual flow",
    "air.others": "Others: unhealthy air",
    "parking.others": "Others: car parks full",
    "weather.others": "Others: severe weather",
    "sensor.others": "Others: sensor faults",
    "camera.others": "Others: cameras",
  } as ByCode<string>,
  /** Where a thing is, where that is more than the name of its place. */
  places: forOthers(amongThem),
  values: {
    "congestion.severe": (read) => `${read.number("lengthM")} m`,
    "congestion.heavy": (read) => `${read.number("lengthM")} m`,
    "speed.below_typical": (read) => `${read.number("speedKmh")} km/h, typ. ${read.number("typicalKmh")}`,
    "flow.below_typical": (read) => `${read.number("flowVph")} veh/h, typ. ${read.number("typicalVph")}`,
    "flow.above_typical": (read) => `${read.number("flowVph")} veh/h, typ. ${read.number("typicalVph")}`,
    "air.unhealthy": (read) => `AQI ${read.number("aqi")}`,
    "parking.full": (read) => `${read.number("percent")} %`,
    "weather.heavy_rain": (read) => `${read.number("precipitationMmH", 1)} mm/h`,
    "weather.strong_wind": (read) => `${read.number("windMs", 1)} m/s`,
    "weather.low_visibility": (read) => `${read.number("visibilityM")} m`,
    "sensor.many_silent": (read) => `${read.number("count")} of ${read.number("total")}`,
    ...forOthers(countOf),
  } as ByCode<(read: ParamReader) => string>,
  cleared: "cleared",
  lasting: (elapsed: string) => `for ${elapsed}`,
};
