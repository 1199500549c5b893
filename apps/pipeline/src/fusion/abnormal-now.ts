import type { CityNetwork } from "@arterial/domain/city/network";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Queue } from "@arterial/domain/traffic/queue";
import { createAnomalyConditions } from "./anomaly-conditions.ts";
import type { CityNow } from "./city-figures.ts";
import { usableReadings } from "./city-readings.ts";
import { createSegmentGraph, type SegmentGraph } from "./connected-segments.ts";
import { faultConditions } from "./fault-conditions.ts";
import { createFullCarParks, severeWeather, unhealthyAir } from "./site-conditions.ts";

export interface AbnormalInput extends CityNow {
  network: CityNetwork;
  queues: readonly Queue[];
  anomalies: readonly Anomaly[];
  /** Sensors with a fault. */
  faults: readonly SensorFault[];
}

/** What is abnormal now, each thing with the time it began: worst first, then newest. */
export interface AbnormalNow {
  update(input: AbnormalInput): AbnormalItem[];
}

/** Creates an empty memory of what is abnormal. */
export function createAbnormalNow(): AbnormalNow {
  const anomalies = createAnomalyConditions();
  const carParks = createFullCarParks();
  let since = new Map<string, number>();
  let graph: { network: CityNetwork; value: SegmentGraph } | undefined;

  return {
    update(input) {
      const { network, nowMs } = input;
      if (graph?.network !== network) graph = { network, value: createSegmentGraph(network) };
      const queues = input.queues.filter(({ state }) => state.isUnusual).map(queueItem);
      const queued = new Set(input.queues.flatMap(({ state }) => state.segmentIds));
      const usable = (kind: "air" | "parking" | "weather") =>
        usableReadings(input.devices, kind, input).filter(({ device }) => input.isTrusted(device.id));
      const conditions = [
        ...queues,
        ...anomalies.find({ graph: graph.value, anomalies: input.anomalies, queued }),
        ...unhealthyAir(usable("air"), input.air),
        ...carParks.find(usable("parking")),
        ...severeWeather(usable("weather")),
        ...faultConditions(input.faults, input.devices),
      ];
      since = new Map(
        conditions.map((condition) => [condition.id, condition.since ?? since.get(condition.id) ?? nowMs]),
      );
      return conditions
        .map((condition) => ({ ...condition, since: since.get(condition.id) ?? nowMs }))
        .sort((a, b) => a.severity - b.severity || b.since - a.since);
    },
  };
}
