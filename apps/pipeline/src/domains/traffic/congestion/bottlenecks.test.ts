import type { Segment } from "@arterial/domain/city/network";
import { FREEWAY_BOTTLENECK, isBottleneckPoint, URBAN_BOTTLENECK } from "@arterial/domain/traffic/bottleneck";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { describe, expect, it } from "vitest";
import { createAnomalyTracker } from "./anomaly-tracker.ts";
import { createBottleneckTracker } from "./bottleneck-tracker.ts";
import { createQueueGraph } from "./queue-graph.ts";
import { createWindowCollector } from "./window-collector.ts";

const FIVE_MINUTES = 300_000;

/** A motorway a → b → c → d → e of 800 m each, in the direction of travel. */
const ROAD: readonly Segment[] = ["a", "b", "c", "d", "e"].map((id, n) => ({
  id,
  name: "A 1",
  roadClass: "motorway",
  lanes: 2,
  speedLimitKmh: 120,
  lengthM: 800,
  fromJunctionId: `j${n}`,
  toJunctionId: `j${n + 1}`,
  isBridge: false,
  line: [
    [11, 54.6 + n / 100],
    [11, 54.6 + (n + 1) / 100],
  ],
}));

function windows(speeds: Readonly<Record<string, number>>, fields: Partial<SegmentMetric> = {}) {
  return new Map(
    Object.entries(speeds).map(([segmentId, speedKmh]): [string, SegmentMetric] => [
      segmentId,
      {
        segmentId,
        startAt: 0,
        sizeS: 300,
        vehicleKm: 100,
        vehicleHours: 100 / speedKmh,
        vehicles: 100,
        flowVph: 1_500,
        speedKmh,
        densityVpkm: 1_500 / speedKmh,
        occupancy: null,
        freeFlowKmh: 110,
        freeFlowSource: "posted",
        ratio: speedKmh / 110,
        congestionClass: "free",
        quality: { observed: 1, imputed: 0, suspect: 0 },
        isCorrected: false,
        ...fields,
      },
    ]),
  );
}

const SLOW = { a: 100, b: 30, c: 35, d: 90, e: 100 };
/** Of one such point: 100 vehicle-kilometres at 30 and at 35 km/h against 60 mph, vehicle-hours. */
const DELAY_VEH_H = 100 / 30 + 100 / 35 - 200 / 96.56;
const FREE = { a: 100, b: 100, c: 100, d: 100, e: 100 };

function follow(points: readonly Readonly<Record<string, number>>[]) {
  const tracker = createBottleneckTracker(createQueueGraph(ROAD));
  return points.map((speeds, n) => tracker.take(n * FIVE_MINUTES, windows(speeds)));
}

describe("bottlenecks", () => {
  it("are slow upstream and recover downstream, as in the paper, not the other way round", () => {
    const place = (speedKmh: number) => ({ speedKmh, freeFlowKmh: 110 });
    expect(isBottleneckPoint(place(60), place(93), FREEWAY_BOTTLENECK)).toBe(true);
    expect(isBottleneckPoint(place(93), place(60), FREEWAY_BOTTLENECK)).toBe(false);
    // 20 mph of recovery are 32.2 km/h; 40 mph are 64.4 km/h.
    expect(isBottleneckPoint(place(60), place(92), FREEWAY_BOTTLENECK)).toBe(false);
    expect(isBottleneckPoint(place(65), place(110), FREEWAY_BOTTLENECK)).toBe(false);
    const street = (speedKmh: number) => ({ speedKmh, freeFlowKmh: 48 });
    expect(isBottleneckPoint(street(20), street(37), URBAN_BOTTLENECK)).toBe(true);
    expect(isBottleneckPoint(street(20), street(35), URBAN_BOTTLENECK)).toBe(false);
  });

  it("begin with the fifth of seven points, at the last slow segment before traffic recovers", () => {
    const found = follow([SLOW, SLOW, FREE, SLOW, SLOW, SLOW, FREE]);
    expect(found.slice(0, 5).flat()).toEqual([]);
    expect(found[5]).toMatchObject([
      {
        upstreamSegmentId: "c",
        downstreamSegmentId: "d",
        startedAt: 0,
        lastAt: 6 * FIVE_MINUTES,
        endedAt: null,
      },
    ]);
    expect(found[5]?.[0]).toMatchObject({
      rule: "chen-skabardonis-varaiya",
      durationS: 1_800,
      extentM: 1_600,
    });
    expect(found[5]?.[0]?.delayVehH).toBeCloseTo(5 * DELAY_VEH_H, 1);
  });

  it("end when fewer than five of the last seven points are left, with their last slow point", () => {
    const found = follow([SLOW, SLOW, SLOW, SLOW, SLOW, FREE, FREE, FREE]);
    expect(found.at(-1)).toMatchObject([{ startedAt: 0, endedAt: 5 * FIVE_MINUTES, durationS: 1_500 }]);
  });

  it("hold delay and extent of their own points only, not of those hours before they began", () => {
    const long = { ...SLOW, a: 30 };
    const early = [...Array.from({ length: 12 }, () => [long, FREE, FREE]).flat(), FREE];
    const found = follow([...early, SLOW, SLOW, SLOW, SLOW, SLOW]);
    expect(found.at(-1)).toMatchObject([{ startedAt: early.length * FIVE_MINUTES, extentM: 1_600 }]);
    expect(found.at(-1)?.[0]?.delayVehH).toBeCloseTo(5 * DELAY_VEH_H, 1);
  });

  it("do not share points: what begins right after another has its own", () => {
    const found = follow([SLOW, FREE, SLOW, SLOW, SLOW, SLOW, FREE, FREE, SLOW]);
    expect(found[7]).toMatchObject([{ startedAt: 0, endedAt: 6 * FIVE_MINUTES }]);
    expect(found[8]).toMatchObject([{ startedAt: 8 * FIVE_MINUTES, endedAt: null, durationS: 300 }]);
    expect(found[8]?.[0]?.delayVehH).toBeCloseTo(DELAY_VEH_H, 1);
  });

  it("end when nothing was heard for so long that fewer than five of seven points can be left", () => {
    const tracker = createBottleneckTracker(createQueueGraph(ROAD));
    for (let n = 0; n < 5; n += 1) tracker.take(n * FIVE_MINUTES, windows(SLOW));
    expect(tracker.take(60 * FIVE_MINUTES, windows(SLOW))).toMatchObject([
      { startedAt: 0, endedAt: 5 * FIVE_MINUTES },
    ]);
  });

  it("are not seen through sensors that are not trusted", () => {
    const tracker = createBottleneckTracker(createQueueGraph(ROAD));
    const quality = { observed: 0.1, imputed: 0, suspect: 0.9 };
    const found = Array.from({ length: 7 }, (_, n) =>
      tracker.take(n * FIVE_MINUTES, windows(SLOW, { quality })),
    );
    expect(found.flat()).toEqual([]);
  });
});

describe("anomalies", () => {
  const speed = { p15: 90, p50: 100, p85: 105, mad: 4, samples: 16 };
  const flow = { p15: 1_300, p50: 1_500, p85: 1_700, mad: 100, samples: 16 };
  const baselines = { speed: () => speed, flow: () => flow };

  it("begin at four robust standard deviations and end below three, with score and reason", () => {
    const tracker = createAnomalyTracker(baselines);
    const at = (speedKmh: number, n: number) =>
      tracker.take(n * FIVE_MINUTES, windows({ a: speedKmh }, { startAt: n * FIVE_MINUTES }));
    expect(at(80, 0)).toEqual([]);
    const [begun] = at(60, 1);
    expect(begun).toMatchObject({
      segmentId: "a",
      reason: "speed_below_typical",
      startedAt: FIVE_MINUTES,
      median: 100,
    });
    expect(begun?.score).toBeCloseTo(-40 / 8, 9);
    expect(at(75, 2)).toMatchObject([{ endedAt: null, peakScore: -5 }]);
    expect(tracker.current()).toHaveLength(1);
    expect(at(80, 3)).toMatchObject([{ endedAt: 3 * FIVE_MINUTES }]);
    expect(tracker.current()).toEqual([]);
  });

  it("tell a flow that fails to come, and one that is far too large", () => {
    const tracker = createAnomalyTracker(baselines);
    expect(tracker.take(0, windows({ a: 100 }, { flowVph: 0, vehicles: 0 }))).toMatchObject([
      { reason: "flow_below_typical", score: -5 },
    ]);
    const other = createAnomalyTracker(baselines);
    expect(other.take(0, windows({ a: 100 }, { flowVph: 3_200 }))).toMatchObject([
      { reason: "flow_above_typical" },
    ]);
  });

  it("leave out what faulty sensors measured, and segments whose baseline rests on too little", () => {
    const quality = { observed: 0.4, imputed: 0, suspect: 0.6 };
    expect(createAnomalyTracker(baselines).take(0, windows({ a: 10 }, { quality }))).toEqual([]);
    const thin = { speed: () => ({ ...speed, samples: 7 }), flow: () => undefined };
    expect(createAnomalyTracker(thin).take(0, windows({ a: 10 }))).toEqual([]);
  });

  it("end when nothing is heard of their segment for three windows", () => {
    const tracker = createAnomalyTracker(baselines);
    tracker.take(0, windows({ a: 50 }));
    expect(tracker.take(2 * FIVE_MINUTES, new Map())).toEqual([]);
    expect(tracker.take(3 * FIVE_MINUTES, new Map())).toMatchObject([{ endedAt: FIVE_MINUTES }]);
  });

  it("are others when they are found again after more than three windows of which nothing was heard", () => {
    const tracker = createAnomalyTracker(baselines);
    tracker.take(0, windows({ a: 50 }));
    const startAt = 60 * FIVE_MINUTES;
    expect(tracker.take(startAt, windows({ a: 50 }, { startAt }))).toMatchObject([
      { startedAt: 0, endedAt: FIVE_MINUTES },
      { startedAt: startAt, endedAt: null },
    ]);
  });
});

describe("a set of windows", () => {
  it("is given out once, when no more of them are expected, and corrections come too late for it", () => {
    const collector = createWindowCollector();
    const [first, second] = [...windows({ a: 50, b: 60 }).values()];
    if (!first || !second) throw new Error("unreachable");
    collector.take(first, 1_000);
    expect(collector.settled(2_500)).toEqual([]);
    collector.take(second, 2_500);
    expect(collector.settled(3_000).map(({ metrics }) => [...metrics.keys()])).toEqual([["a", "b"]]);
    collector.take({ ...first, isCorrected: true }, 4_000);
    expect(collector.settled(60_000)).toEqual([]);
  });

  it("is given out before those that begin later, whichever came first", () => {
    const collector = createWindowCollector();
    const [metric] = windows({ a: 50 }).values();
    if (!metric) throw new Error("unreachable");
    collector.take({ ...metric, startAt: FIVE_MINUTES }, 1_000);
    collector.take(metric, 2_500);
    expect(collector.settled(3_000).map(({ startAt }) => startAt)).toEqual([0, FIVE_MINUTES]);
  });
});
