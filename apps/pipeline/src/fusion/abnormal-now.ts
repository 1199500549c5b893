import type { CityNetwork } from "@arterial/domain/city/network";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Queue } from "@arterial/domain/traffic/queue";
import type { AbnormalList } from "../live/live-publisher.ts";
import type { AbnormalCondition, FoundConditions } from "./abnormal-condition.ts";
import { createAnomalyConditions } from "./anomaly-conditions.ts";
import { boundFlood, placesOf } from "./bound-flood.ts";
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

/** What is abnormal now, each thing with the time it began: worst first, then newest; of a flood the worst of each kind. */
export interface AbnormalNow {
  update(input: AbnormalInput): AbnormalList;
}

/** The list while there is no city. */
export const NOTHING_ABNORMAL: AbnormalList = { items: [], unlisted: [], grouped: [] };

/** Creates an empty memory of what is abnormal. */
export function createAbnormalNow(): AbnormalNow {
  const anomalies = createAnomalyConditions();
  const carParks = createFullCarParks();
  let since = new Map<string, number>();
  let listed: ReadonlySet<string> = new Set();
  let graph: { network: CityNetwork; value: SegmentGraph } | undefined;

  function find(input: AbnormalInput): FoundConditions {
    const { network } = input;
    if (graph?.network !== network) graph = { network, value: createSegmentGraph(network) };
    const queued = new Set(input.queues.flatMap(({ state }) => state.segmentIds));
    const usable = (kind: "air" | "parking" | "weather") =>
      usableReadings(input.devices, kind, input).filter(({ device }) => input.isTrusted(device.id));
    const faults = faultConditions(input.faults, input.devices);
    const conditions = [
      ...input.queues.filter(({ state }) => state.isUnusual).map(queueItem),
      ...anomalies.find({ graph: graph.value, anomalies: input.anomalies, queued }),
      ...unhealthyAir(usable("air"), input.air),
      ...carParks.find(usable("parking")),
      ...severeWeather(usable("weather")),
      ...faults.conditions,
    ];
    return { conditions, grouped: faults.grouped };
  }

  /** Gives each the time at which it began. */
  function date(conditions: readonly AbnormalCondition[], nowMs: number): AbnormalItem[] {
    const dated = conditions.map((condition) => ({
      ...condition,
      since: condition.since ?? since.get(condition.id) ?? nowMs,
    }));
    since = new Map(dated.map((item) => [item.id, item.since]));
    return dated;
  }

  return {
    update(input) {
      const { conditions, grouped } = find(input);
      const { items, rest } = boundFlood(date(conditions, input.nowMs), listed);
      const isGrouped = new Set([...grouped, ...rest.map(({ id }) => id)]);
      const list = {
        items: items.sort((a, b) => a.severity - b.severity || b.since - a.since),
        unlisted: placesOf(rest),
        grouped: [...listed].filter((id) => isGrouped.has(id)),
      };
      listed = new Set(items.map(({ id }) => id));
      return list;
    },
  };
}
