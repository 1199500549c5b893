import type { Observation } from "@arterial/domain/observation";
import type { CongestionEvent, Queue } from "@arterial/domain/traffic/queue";
import { beforeAll, describe, expect, it } from "vitest";
import { openDemoHour, readDemoSegments } from "../../../testing/demo-city.ts";
import { createRoadMap } from "../segment-metrics/road-map.ts";
import { createSegmentMetricsOperator } from "../segment-metrics/segment-metrics-operator.ts";
import { createQueueGraph } from "./queue-graph.ts";
import { createQueueTracker } from "./queue-tracker.ts";

/** The recorded hour: two of three lanes of `r1-cw-06` on Harbour Bridge are blocked from second 180 to 880. */
const START = Date.parse("2026-06-01T07:00:00Z");
const CLOSED_SEGMENT = "r1-cw-06";
const CLOSED_FROM = START + 180_000;
const CLOSED_UNTIL = START + 880_000;
const MINUTE = 60_000;

const segments = readDemoSegments();
const graph = createQueueGraph(segments);
let events: CongestionEvent[];

beforeAll(() => {
  const { durationS, vehiclesAt } = openDemoHour();
  const operator = createSegmentMetricsOperator({
    road: createRoadMap(segments),
    deviceOf: () => undefined,
    freeFlowOf: ({ speedLimitKmh }) => ({ kmh: speedLimitKmh, source: "posted", samples: 0 }),
  });
  const tracker = createQueueTracker(graph, () => true);
  events = [];
  for (let second = 0; second < durationS; second += 1) {
    const ts = START + second * 1000;
    for (const { id, lon, lat, speedKmh, headingDeg, segmentId } of vehiclesAt(second)) {
      const reading = { ts, id, lon, lat, speedKmh, headingDeg, ...(segmentId ? { segmentId } : {}) };
      const observation: Observation<"vehicle"> = {
        kind: "vehicle",
        deviceId: "feed",
        receivedAt: ts,
        reading,
      };
      operator.takeVehicle(observation, ts);
    }
    const closed = operator.advance(ts).filter(({ sizeS }) => sizeS === 60);
    for (const [startAt, own] of Map.groupBy(closed, (metric) => metric.startAt)) {
      events.push(...tracker.take(startAt, new Map(own.map((metric) => [metric.segmentId, metric]))));
    }
  }
}, 120_000);

/** What the incident's queue was like, minute by minute. */
function incidentStates(): Queue["state"][] {
  const first = events.find(
    ({ type, queue }) => type === "started" && queue.state.headSegmentId === CLOSED_SEGMENT,
  );
  return events
    .filter(({ type, queue }) => type !== "ended" && queue.id === first?.queue.id)
    .map(({ queue }) => queue.state);
}

describe("queues of the recorded hour", () => {
  it("show the closed lane within three minutes, with its head on the closed segment all the while", () => {
    const states = incidentStates();
    expect(states[0]?.at).toBeLessThanOrEqual(CLOSED_FROM + 3 * MINUTE);
    const during = states.filter(({ at }) => at > CLOSED_FROM && at <= CLOSED_UNTIL);
    expect(during.length).toBeGreaterThanOrEqual(9);
    expect(new Set(during.map(({ headSegmentId }) => headSegmentId))).toEqual(new Set([CLOSED_SEGMENT]));
  });

  it("reach back against the direction of travel: from the tail, traffic drives along the path to the head", () => {
    for (const { path, headSegmentId, tailSegmentId } of incidentStates()) {
      expect([path[0], path.at(-1)]).toEqual([headSegmentId, tailSegmentId]);
      for (const [index, id] of path.slice(1).entries()) {
        expect(graph.downstream(id).map((segment) => segment.id)).toContain(path[index]);
      }
    }
    expect(incidentStates().map(({ tailSegmentId }) => tailSegmentId)).toContain("r1-cw-05");
  });

  it("grow while the lane is closed, and dissolve after it opens", () => {
    const states = incidentStates();
    const peak = states.reduce((most, state) => (state.vehicles > most.vehicles ? state : most));
    expect(states[1]?.growthMPerMin).toBeGreaterThan(100);
    expect(peak.vehicles).toBeGreaterThan(100);
    expect(peak.lengthM).toBeGreaterThan(700);
    expect(Math.abs(peak.at - CLOSED_UNTIL)).toBeLessThanOrEqual(2 * MINUTE);
    expect(states.at(-1)?.growthMPerMin).toBeLessThan(0);
    const id = events.find(({ queue }) => queue.state === states[0])?.queue.id;
    const end = events.find(({ type, queue }) => type === "ended" && queue.id === id);
    expect(end?.queue.endedAt).toBeLessThanOrEqual(CLOSED_UNTIL + 10 * MINUTE);
    expect(end?.queue.delayVehH).toBeGreaterThan(10);
    expect(end?.queue.peakVehicles).toBe(states.find(({ at }) => at === end?.queue.peakAt)?.vehicles);
  });

  it("are few: queues of signals are left out", () => {
    expect(events.filter(({ type }) => type === "started").length).toBeLessThan(20);
  });
});
