import type { CityNetwork } from "@arterial/domain/city/network";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { CityNow } from "./city-figures.ts";
import { usableReadings } from "./city-readings.ts";
import { createCongestionGroups } from "./congestion-groups.ts";
import { createSegmentGraph, type SegmentGraph } from "./connected-segments.ts";
import { faultConditions } from "./fault-conditions.ts";
import { createFullCarParks, severeWeather, unhealthyAir } from "./site-conditions.ts";
import { createSlowSegments } from "./slow-segments.ts";
import type { TypicalNow } from "./typical-now.ts";

export interface AbnormalInput extends CityNow {
  network: CityNetwork;
  /** Newest five-minute windows. */
  fiveMinutes: readonly SegmentMetric[];
  typical: Pick<TypicalNow, "speed">;
  /** Sensors with a fault. */
  faults: readonly SensorFault[];
}

/** What is abnormal now, each thing with the time it began: worst first, then newest. */
export interface AbnormalNow {
  update(input: AbnormalInput): AbnormalItem[];
}

/** Creates an empty memory of what is abnormal. */
export function createAbnormalNow(): AbnormalNow {
  const congestion = createCongestionGroups();
  const slow = createSlowSegments();
  const carParks = createFullCarParks();
  let since = new Map<string, number>();
  let graph: { network: CityNetwork; value: SegmentGraph } | undefined;

  return {
    update(input) {
      const { network, typical, nowMs } = input;
      if (graph?.network !== network) graph = { network, value: createSegmentGraph(network) };
      const typicalSpeed = (id: string) => typical.speed(id);
      const queues = congestion.find({ graph: graph.value, segments: input.segments, typicalSpeed });
      const usable = (kind: "air" | "parking" | "weather") =>
        usableReadings(input.devices, kind, input).filter(({ device }) => input.isTrusted(device.id));
      const conditions = [
        ...queues,
        ...slow.find({
          graph: graph.value,
          segments: input.fiveMinutes,
          typicalSpeed,
          reported: new Set(queues.flatMap((queue) => queue.segmentIds)),
        }),
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
