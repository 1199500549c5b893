import type { CongestionEvent } from "@arterial/domain/traffic/queue";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CongestedSegment, findQueues } from "./find-queues.ts";
import { createQueueGraph } from "./queue-graph.ts";
import { metricOf, QUEUE_ROAD, segmentOf } from "./queue-road.fixture.ts";
import { createQueueTracker } from "./queue-tracker.ts";

const MINUTE = 60_000;

/** Any network of up to 12 junctions and 30 segments, rings and parallel segments included, and what is congested. */
const networks = fc
  .array(
    fc.record({
      from: fc.nat({ max: 11 }),
      to: fc.nat({ max: 11 }),
      lengthM: fc.integer({ min: 20, max: 900 }),
      density: fc.integer({ min: 1, max: 120 }),
      ratio: fc.double({ min: 0.05, max: 0.69, noNaN: true }),
      isCongested: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((edges) => ({
    segments: edges.map(({ from, to, lengthM }, n) => segmentOf(`s${n}`, `j${from}`, `j${to}`, lengthM)),
    congested: new Map<string, CongestedSegment>(
      edges.flatMap(({ density, ratio, isCongested }, n) =>
        isCongested ? [[`s${n}`, { densityVpkm: density, ratio }]] : [],
      ),
    ),
  }));

describe("queues over any network", () => {
  it("hold every congested segment exactly once", () => {
    fc.assert(
      fc.property(networks, ({ segments, congested }) => {
        const { queues } = findQueues(createQueueGraph(segments), congested);
        const ids = queues.flatMap((queue) => queue.segments.map(({ id }) => id));
        expect(ids.toSorted()).toEqual([...congested.keys()].toSorted());
      }),
    );
  });

  it("lead from the tail to the head along the direction of travel, and their length is that of the path", () => {
    fc.assert(
      fc.property(networks, ({ segments, congested }) => {
        const graph = createQueueGraph(segments);
        for (const { head, tail, path, lengthM, segments: own } of findQueues(graph, congested).queues) {
          expect([path[0], path.at(-1), own[0]]).toEqual([head, tail, head]);
          for (const [index, segment] of path.slice(1).entries()) {
            expect(graph.downstream(segment.id)).toContain(path[index]);
          }
          expect(lengthM).toBe(path.reduce((sum, segment) => sum + segment.lengthM, 0));
        }
      }),
    );
  });

  it("do not depend on the order in which segments are told", () => {
    fc.assert(
      fc.property(networks, ({ segments, congested }) => {
        const graph = createQueueGraph(segments);
        const reversed = new Map([...congested].reverse());
        expect(findQueues(graph, reversed)).toEqual(findQueues(graph, congested));
      }),
    );
  });

  it("have an identity for life: one start, one end, nothing after the end, and a known parent", () => {
    const minutes = fc.array(fc.array(fc.nat({ max: 29 }), { maxLength: 20 }), { maxLength: 25 });
    fc.assert(
      fc.property(networks, minutes, ({ segments }, congestedByMinute) => {
        const tracker = createQueueTracker(createQueueGraph(segments), () => true);
        const lives = new Map<string, CongestionEvent["type"][]>();
        for (const [minute, congested] of congestedByMinute.entries()) {
          const metrics = new Map(
            segments.map((segment, n) => [segment.id, metricOf(segment, congested.includes(n))]),
          );
          for (const { type, queue } of tracker.take(minute * MINUTE, metrics)) {
            lives.set(queue.id, [...(lives.get(queue.id) ?? []), type]);
            for (const other of [queue.mergedInto, queue.splitFrom])
              if (other) expect(lives.has(other)).toBe(true);
            expect(queue.peakLengthM).toBeGreaterThanOrEqual(queue.state.lengthM);
          }
          const current = tracker.current().map(({ id }) => id);
          expect(new Set(current).size).toBe(current.length);
        }
        for (const types of lives.values()) {
          expect(types.indexOf("started")).toBe(0);
          expect(types.filter((type) => type === "started")).toHaveLength(1);
          if (types.includes("ended")) expect(types.indexOf("ended")).toBe(types.length - 1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function minuteOf(congested: string) {
  return new Map(
    QUEUE_ROAD.map((segment) => [segment.id, metricOf(segment, congested.includes(segment.id))]),
  );
}

function follow(minutes: readonly string[]) {
  const tracker = createQueueTracker(createQueueGraph(QUEUE_ROAD), () => true);
  return minutes.map((congested, minute) => tracker.take(minute * MINUTE, minuteOf(congested)));
}

describe("the life of a queue", () => {
  it("keeps its name while the tail runs upstream and back", () => {
    const events = follow(["d", "cd", "bcd", "fbcd", "cd", "d"]).flat();
    expect(new Set(events.map(({ queue }) => queue.id)).size).toBe(1);
    expect(events.map(({ queue }) => queue.state.tailSegmentId)).toEqual(["d", "c", "b", "b", "c", "d"]);
    expect(events[2]?.queue.state.growthMPerMin).toBeGreaterThan(0);
    expect(events.at(-1)?.queue.state.growthMPerMin).toBeLessThan(0);
    expect(events.at(-1)?.queue).toMatchObject({ peakAt: 3 * MINUTE, startedAt: 0 });
  });

  it("splits in two when its middle dissolves: the head keeps the name", () => {
    const events = follow(["abcde", "abde"]).flat();
    const [whole, rest, head] = events;
    expect(head?.queue).toMatchObject({ id: whole?.queue.id, state: { headSegmentId: "e" } });
    expect(rest).toMatchObject({
      type: "started",
      queue: { splitFrom: whole?.queue.id, state: { headSegmentId: "b" } },
    });
  });

  it("takes another in when they meet: the one whose head remains goes on", () => {
    const [start = [], met = []] = follow(["abe", "abcde"]);
    const downstream = start.find(({ queue }) => queue.state.headSegmentId === "e");
    expect(met).toMatchObject([
      { type: "changed", queue: { id: downstream?.queue.id } },
      { type: "ended", queue: { end: "merged", mergedInto: downstream?.queue.id } },
    ]);
  });

  it("survives two minutes without being seen, and ends when it was seen last", () => {
    const gap = follow(["cd", "", "", "cd"]).flat();
    expect(gap.map(({ type }) => type)).toEqual(["started", "changed"]);
    const gone = follow(["cd", "", "", ""]).flat();
    expect(gone.at(-1)).toMatchObject({ type: "ended", queue: { end: "dissolved", endedAt: MINUTE } });
  });

  it("is another one when it is found again after more than three minutes of which nothing was heard", () => {
    const tracker = createQueueTracker(createQueueGraph(QUEUE_ROAD), () => true);
    const metrics = minuteOf("cd");
    const [first] = tracker.take(0, metrics);
    expect(tracker.take(3 * MINUTE, metrics)).toMatchObject([{ type: "changed" }]);
    const events = tracker.take(300 * MINUTE, metrics);
    expect(events).toMatchObject([
      { type: "ended", queue: { id: first?.queue.id, end: "dissolved", endedAt: 4 * MINUTE } },
      { type: "started", queue: { startedAt: 300 * MINUTE, splitFrom: null } },
    ]);
    expect(tracker.current().map(({ id }) => id)).toEqual([events[1]?.queue.id]);
  });

  it("does not begin on segments whose sensors are not trusted", () => {
    const tracker = createQueueTracker(createQueueGraph(QUEUE_ROAD), () => true);
    const metrics = QUEUE_ROAD.map((segment): [string, SegmentMetric] => [
      segment.id,
      { ...metricOf(segment, true), quality: { observed: 0.2, imputed: 0.3, suspect: 0.5 } },
    ]);
    expect(tracker.take(0, new Map(metrics))).toEqual([]);
  });
});
