/** Reads the parameters of an abnormal item, written for the reader; empty when one is absent. */
export interface ParamReader {
  text(name: string): string;
  number(name: string, decimals?: number): string;
}

type ByCode<Value> = Readonly<Record<string, Value>>;

/** Words for what is abnormal, by the code that the pipeline gives it. */
export const abnormal = {
  byKind: {
    congestion: "Congestion",
    speed_below_typical: "Speed below typical",
    air: "Air quality",
    parking: "Car park",
    weather: "Weather",
    sensor_fault: "Sensor fault",
    camera: "Camera",
  },
  titles: {} as ByCode<string>,
  values: {} as ByCode<(read: ParamReader) => string>,
  cleared: "cleared",
  lasting: (elapsed: string) => `for ${elapsed}`,
};
